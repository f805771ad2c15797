// What the pages add where there is script: search while typing, copying citations, moving by keys.
const one = (selector, from = document) => from.querySelector(selector)
const all = (selector, from = document) => [...from.querySelectorAll(selector)]
const say = text => { const status = one('#said'); if (status) status.textContent = text }

// Results are the server's own page: what it renders is put in the place of what is shown.
let asked = 0
async function show(address, remember) {
  const results = one('#results')
  const ticket = ++asked
  results.setAttribute('aria-busy', 'true')
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const fresh = one('#results', page)
    if (ticket !== asked || !response.ok || !fresh) return
    results.replaceWith(fresh)
    const other = one('#language', page)
    if (other) one('#language').href = other.getAttribute('href')
    history[remember ? 'pushState' : 'replaceState'](null, '', address)
    say(one('.total', fresh)?.textContent ?? '')
    dress(fresh)
  } finally {
    one('#results')?.removeAttribute('aria-busy')
  }
}

const form = one('form#search')
if (form && one('#results')) {
  let timer
  const address = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => value !== '' && !(name === 'order' && value === 'newest'))
    const query = new URLSearchParams(fields).toString()
    return query ? `${form.getAttribute('action')}?${query}` : form.getAttribute('action')
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => { if (form.checkValidity()) show(address(), false).catch(() => {}) }, 250)
  }
  form.addEventListener('input', event => { if (event.target.type !== 'hidden') later() })
  addEventListener('popstate', () => location.reload())
}

function dress(root) {
  for (const button of all('button.copy', root)) {
    button.hidden = !navigator.clipboard
    button.addEventListener('click', () => copy(button))
  }
  // On a narrow screen the lists to choose from stay folded.
  if (matchMedia('(max-width: 55.99rem)').matches) {
    for (const facet of all('details.facet', root)) facet.open = Boolean(one('[aria-current]', facet))
  }
}

async function copy(button) {
  const link = new URL(button.dataset.link, location.origin)
  await navigator.clipboard.writeText(`${button.dataset.citation} ${link}`)
  const text = button.textContent
  button.textContent = '✓'
  say(`${text} ✓`)
  setTimeout(() => { button.textContent = text }, 1500)
}

let here = -1
function move(step) {
  const hits = all('#results .hit')
  if (!hits.length) return
  hits[here]?.classList.remove('here')
  here = Math.max(0, Math.min(hits.length - 1, here + step))
  const hit = hits[here]
  hit.classList.add('here')
  one('a.open', hit)?.focus({ preventScroll: true })
  hit.scrollIntoView({ block: 'nearest' })
}

addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return
  if (event.key === '/') {
    const box = one('#words')
    if (box) { event.preventDefault(); box.focus(); box.select() }
  } else if (event.key === 'j') move(1)
  else if (event.key === 'k') move(-1)
  else if (event.key === 'c') { const button = one('.hit.here .copy'); if (button && !button.hidden) copy(button) }
})

dress(document)
