import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { serve, token } from './server.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const wide = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }
const shots = process.env.SHOTS
let browser, server, hostile

before(async () => {
  [server, hostile] = await Promise.all([serve('articles.jsonl'), serve('hostile.jsonl')])
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
})

after(async () => {
  await browser?.close()
  assert.equal(await server?.stop(), 0, 'SIGTERM ends the server well')
  await hostile?.stop()
})

// A page on which dialogs, faults of scripts, broken policies and requests to elsewhere fail the test.
async function visit(path, { base = server.base, ...options } = {}) {
  const context = await browser.newContext({ viewport: wide, locale: 'id-ID', baseURL: base, acceptDownloads: true, ...options })
  const page = await context.newPage()
  page.faults = []
  page.on('dialog', dialog => { page.faults.push(`dialog: ${dialog.message()}`); dialog.dismiss() })
  page.on('pageerror', error => page.faults.push(`error: ${error}`))
  page.on('console', message => { if (message.type() === 'error' && !/status of 404/.test(message.text())) page.faults.push(`console: ${message.text()}`) })
  page.on('request', request => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base)) page.faults.push(`request: ${request.url()}`) })
  await page.goto(path, { waitUntil: 'networkidle' })
  page.leave = async () => {
    assert.deepEqual(page.faults, [])
    await context.close()
  }
  return page
}

// Runs axe in a world of its own: the page's policy lets no script in.
async function violations(page, label) {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  const run = async (expression, awaitPromise) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise, returnByValue: true })
    assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails))
    return result.value
  }
  await run(`${axe};0`, false)
  const found = await run(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? '')).slice(0, 4).join(' | ')))`, true)
  await session.detach()
  return found.map(fault => `${label}: ${fault}`)
}

const everything = ['/', '/?words=beras&kind=direct', '/?words=tidak-ada-yang-begini', '/events', '/network', '/entities', '/entities?name=Ratna', '/entities/1', '/statements', '/import', '/about', '/articles/1', '/articles/8', '/articles/999']

test('search, narrow down, open the hit: its words are marked and in view', async () => {
  const page = await visit('/')
  await page.fill('#words', 'harga')
  await page.waitForURL(/words=harga/)
  await page.waitForFunction(() => document.querySelectorAll('#results mark.found').length > 2)
  const before = await page.locator('.hit').count()
  await page.locator('.facet a', { hasText: 'Ratna Wiryawan' }).click()
  await page.waitForURL(/speaker=\d+/)
  const hits = page.locator('.hit')
  const narrowed = await hits.count()
  assert.ok(narrowed > 0 && narrowed < before, `${narrowed} of ${before}`)
  for (const name of await page.locator('.hit .by a.name:first-child').allTextContents()) assert.equal(name, 'Ratna Wiryawan')
  const link = hits.first().locator('a.open')
  const address = await link.getAttribute('href')
  assert.match(address, /^\/articles\/\d+#Q\d+$/)
  await link.click()
  await page.waitForURL(url => url.pathname + url.hash === address)
  const mark = page.locator(`mark${address.slice(address.indexOf('#'))}`)
  assert.ok(await mark.isVisible())
  const box = await mark.boundingBox()
  assert.ok(box.y > 0 && box.y < wide.height, 'in view')
  assert.notEqual(await mark.evaluate(node => getComputedStyle(node).outlineStyle), 'none')
  await page.leave()
})

test('the same without script', async () => {
  const page = await visit('/', { javaScriptEnabled: false, viewport: phone })
  await page.fill('#words', 'beras')
  await page.click('button.go')
  await page.waitForURL(/words=beras/)
  assert.ok(await page.locator('mark.found').count() > 2)
  await page.locator('.facet a', { hasText: 'Warta Nusantara' }).click()
  await page.waitForURL(/outlet=/)
  await page.locator('.filters a').first().click()
  await page.waitForURL(url => !url.search.includes('outlet='))
  const link = page.locator('.hit a.open').first()
  const address = await link.getAttribute('href')
  await link.click()
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, address)
  assert.ok(await page.locator(`mark${address.slice(address.indexOf('#'))}`).isVisible())
  await page.goto('/network')
  assert.ok(await page.locator('table a').count() > 3)
  await page.leave()
})

test('paging by links comes to an end and shows nothing twice', async () => {
  const page = await visit('/')
  const seen = []
  for (;;) {
    seen.push(...await page.locator('.hit').evaluateAll(nodes => nodes.map(node => node.id)))
    const next = page.locator('.next a')
    if (!await next.count()) break
    await next.click()
    await page.waitForLoadState('networkidle')
  }
  assert.equal(new Set(seen).size, seen.length)
  assert.equal(Number(await page.locator('.total b').textContent()), seen.length)
  await page.leave()
})

test('the table of the hits is downloaded', async () => {
  const page = await visit('/?words=beras')
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.tools a', { hasText: 'CSV' }).click()])
  assert.equal(download.suggestedFilename(), 'kutipan.csv')
  const text = readFileSync(await download.path(), 'utf8')
  const count = Number(await page.locator('.total b').textContent())
  assert.match(text, /^\uFEFFquote_id,article_id,published,/)
  assert.equal(text.trim().split('\n').length, count + 1)
  await page.leave()
})

test('a citation is copied with its address', async () => {
  const page = await visit('/?words=antre')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('.copy').first().click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  assert.match(copied, /antre beras sendirian.* — Ratna Wiryawan.*http:\/\/127\.0\.0\.1:\d+\/articles\/\d+#Q\d+$/)
  await page.leave()
})

test('keys move through the hits', async () => {
  const page = await visit('/')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'words')
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  assert.equal(await page.locator('.hit.here').evaluate(node => [...node.parentNode.children].indexOf(node)), 1)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/articles\/\d+#Q\d+/)
  await page.leave()
})

test('the first stop of the tabulator leads past the menu', async () => {
  const page = await visit('/about')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'isi')
  await page.leave()
})

test('the language is chosen and remembered', async () => {
  const page = await visit('/events?type=SANCTION')
  assert.equal(await page.getAttribute('html', 'lang'), 'id')
  await page.click('#language')
  await page.waitForURL(/type=SANCTION&lang=en/)
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  await page.goto('/')
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  assert.match(await page.textContent('h1'), /Who said what/)
  await page.leave()
  const english = await visit('/', { locale: 'en-GB' })
  assert.equal(await english.getAttribute('html', 'lang'), 'en')
  await english.leave()
})

test('statements are shown version by version', async () => {
  const page = await visit('/statements')
  await page.locator('.hit a.open', { hasText: 'antre' }).first().click()
  await page.waitForURL(/\/statements\/\d+/)
  assert.ok(await page.locator('.version').count() >= 2)
  assert.ok(await page.locator('.version ins, .version del').count() >= 1)
  await page.leave()
})

test('the network and the timeline are drawn, the table says the same', async () => {
  const page = await visit('/network')
  await page.waitForSelector('#graph canvas')
  await page.waitForSelector('#plot canvas')
  assert.ok(await page.locator('section table tbody tr').count() > 3)
  await page.leave()
})

test('an article is read at once, and kept for who knows the token', async () => {
  const page = await visit('/import')
  const text = 'Wali Kota Rina Hapsari meninjau pasar.\n"Pasar ini terbakar dua kali setahun," kata Rina Hapsari.'
  await page.fill('#text', text)
  await page.click('button[value=read]')
  await page.waitForSelector('.person')
  assert.match(await page.textContent('.person blockquote'), /terbakar dua kali/)
  assert.equal((await (await page.request.get('/api/v1/quotes?words=terbakar')).json()).hits.length, 0)
  await page.fill('#token', 'salah-sama-sekali')
  await page.click('button[value=store]')
  await page.waitForSelector('[role=alert]')
  await page.fill('#token', token)
  await page.click('button[value=store]')
  await page.waitForURL(/\/articles\/\d+$/)
  await page.waitForSelector('.text mark.q')
  assert.equal((await (await page.request.get('/api/v1/quotes?words=terbakar')).json()).hits.length, 1)
  await page.leave()
})

test('the first page is light', async () => {
  const context = await browser.newContext({ baseURL: server.base })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  const files = []
  session.on('Network.loadingFinished', event => { bytes += event.encodedDataLength })
  page.on('response', response => files.push(new URL(response.url()).pathname))
  await page.goto('/', { waitUntil: 'networkidle' })
  console.log(`# first page: ${bytes} bytes over the wire in ${files.length} files: ${files.join(' ')}`)
  assert.ok(bytes <= 100_000, `${bytes} bytes`)
  assert.ok(!files.some(file => /chart|network/.test(file)))
  await context.close()
})

test('whatever articles say stays text', async () => {
  const { hits } = await (await fetch(`${hostile.base}/api/v1/entities?limit=200`)).json()
  const paths = ['/', '/events', '/network', '/entities', '/statements', '/about', '/articles/1', '/articles/2', ...hits.map(hit => `/entities/${hit.id}`), '/?words=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E', '/?outlet=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E']
  for (const path of paths) {
    const page = await visit(path, { base: hostile.base })
    assert.equal(await page.locator('main script, main img, main iframe, main b[onmouseover], main svg[onload], a[href^="javascript"]').count(), 0, path)
    await page.leave()
  }
  const page = await visit('/import', { base: hostile.base })
  await page.fill('#text', '"<img src=x onerror=alert(1)>," kata Bupati <script>alert(2)</script>.')
  await page.fill('#title', '<script>alert(3)</script>')
  await page.click('button[value=read]')
  await page.waitForSelector('#artikel')
  assert.equal(await page.locator('main img, main script').count(), 0)
  await page.leave()
})

for (const [device, viewport] of [['wide', wide], ['phone', phone]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`accessible, ${device}, ${colorScheme}`, async () => {
      const faults = []
      for (const path of everything) {
        const page = await visit(path, { viewport, colorScheme, locale: colorScheme === 'dark' ? 'en-GB' : 'id-ID' })
        faults.push(...await violations(page, path))
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) faults.push(`${path} is ${over} px wider than the ${device}`)
        await page.leave()
      }
      assert.deepEqual(faults, [])
    })
  }
}

test('pictures for the documentation', { skip: !shots }, async () => {
  mkdirSync(shots, { recursive: true })
  const { hits: [statement] } = await (await fetch(`${server.base}/api/v1/statements`)).json()
  const { hits: [entity] } = await (await fetch(`${server.base}/api/v1/entities?name=Ratna`)).json()
  const pages = { search: '/', results: '/?words=harga+beras', article: '/articles/1#Q3', entity: `/entities/${entity.id}`, entities: '/entities', events: '/events', statement: `/statements/${statement.id}`, statements: '/statements', network: '/network', import: '/import', about: '/about' }
  for (const [name, path] of Object.entries(pages)) {
    for (const [device, viewport] of [['wide', wide], ['phone', phone]]) {
      const page = await visit(path, { viewport, colorScheme: name === 'entity' ? 'dark' : 'light' })
      await page.waitForTimeout(400)
      await page.screenshot({ path: `${shots}/${name}-${device}.png` })
      await page.leave()
    }
  }
})
