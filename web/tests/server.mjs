// A real server over an archive of our own articles.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname
const saksi = process.env.SAKSI ?? join(root, 'target/release/saksi')
export const token = 'rahasia-untuk-uji'

export async function serve(articles) {
  const folder = mkdtempSync(join(tmpdir(), 'saksi-pages-'))
  const archive = join(folder, 'uji.saksi')
  execFileSync(saksi, ['ingest', archive, join(root, 'crates/saksi-serve/tests', articles)], { stdio: 'pipe' })
  const child = spawn(saksi, ['serve', archive, '--listen', '127.0.0.1:0'], { env: { ...process.env, SAKSI_TOKEN: token, RUST_LOG: 'warn' } })
  const base = await new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', data => {
      said += data
      const found = said.match(/at (http:\/\/[\d.:]+)\//)
      if (found) resolve(found[1])
    })
    child.on('exit', code => reject(new Error(`saksi serve ended (${code}): ${said}`)))
  })
  const stop = () => new Promise(resolve => {
    child.removeAllListeners('exit')
    child.on('exit', code => { rmSync(folder, { recursive: true, force: true }); resolve(code) })
    child.kill('SIGTERM')
  })
  return { base, stop }
}
