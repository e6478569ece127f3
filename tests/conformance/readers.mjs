// Opens a book in two readers, epub.js and foliate-js, in headless Chromium, and
// goes through it from cover to cover.
//
// usage: node readers.mjs WORK BOOK SHOTS
//
// WORK holds node_modules. Prints one JSON object a line: the reader, how it was
// set, the words of every page, and what went wrong. Pictures go to SHOTS.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'

const [work, file, shots] = process.argv.slice(2)
const require = createRequire(join(work, 'package.json'))
const puppeteer = require('puppeteer')

const FRAME = '<!doctype html><meta charset="utf-8"><style>html,body{margin:0;height:100%}' +
    'body.dark{background:#121212}#area,foliate-view{display:block;width:100vw;height:100vh}</style>'

// Each page defines `open` and `turn`: the second shows a section and returns its
// words.
const PAGES = {
    'epub.js': FRAME + `<body><div id="area"></div>
        <script src="/node_modules/jszip/dist/jszip.min.js"></script>
        <script src="/node_modules/epubjs/dist/epub.js"></script><script>
        let book, shown
        const open = async (dark) => {
            book = ePub('/book.epub')
            shown = book.renderTo('area', { width: '100%', height: '100%', spread: 'auto' })
            if (dark) {
                document.body.className = 'dark'
                shown.themes.override('color', '#dddddd')
                shown.themes.override('background', '#121212')
            }
            await book.ready
            return book.spine.spineItems.map((it) => it.href)
        }
        const turn = async (href) => {
            await shown.display(href)
            return shown.getContents().map((it) => it.document.body.textContent).join(' ')
        }
        </script>`,
    'foliate-js': FRAME + `<body><script type="module">
        import '/node_modules/foliate-js/view.js'
        const view = document.createElement('foliate-view')
        document.body.append(view)
        window.open = async (dark) => {
            await view.open('/book.epub')
            if (dark) document.body.className = 'dark'
            view.renderer.setStyles?.(dark
                ? 'html { color: #dddddd !important; background: #121212 !important } a:any-link { color: #8ab4f8 !important }' : '')
            return view.book.sections.map((it) => it.id)
        }
        window.turn = async (href) => {
            const at = view.book.sections.findIndex((it) => it.id === href)
            await view.goTo(at)
            return view.renderer.getContents().map((it) => it.doc.body.textContent).join(' ')
        }
        window.loaded = true
        </script>`,
}

const TYPES = { '.js': 'text/javascript', '.epub': 'application/epub+zip', '.html': 'text/html; charset=utf-8' }
const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    try {
        const name = path.slice(1)
        const bytes = name in PAGES ? PAGES[name]
            : path === '/book.epub' ? readFileSync(file)
            : readFileSync(join(work, normalize(path)))
        const type = name in PAGES ? TYPES['.html'] : TYPES[extname(path)] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': type }).end(bytes)
    } catch {
        response.writeHead(404).end()
    }
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const home = `http://127.0.0.1:${server.address().port}`
const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    protocolTimeout: 240_000,
})
mkdirSync(shots, { recursive: true })
for (const reader of Object.keys(PAGES)) {
    for (const [width, dark] of [[1100, false], [400, true]]) {
        const page = await browser.newPage()
        const wrong = []
        page.on('pageerror', (err) => wrong.push(String(err.message ?? err)))
        page.on('requestfailed', (it) => wrong.push(`not loaded: ${it.url().slice(0, 200)}`))
        page.on('response', (it) => it.status() < 400 || it.url().endsWith('/favicon.ico')
            || wrong.push(`${it.status()} ${it.url()}`))
        await page.setViewport({ width, height: 800 })
        await page.goto(`${home}/${reader}`)
        await page.waitForFunction(() => typeof turn === 'function')
        const parts = []
        try {
            const hrefs = await page.evaluate((dark) => open(dark), dark)
            for (const href of hrefs) {
                parts.push({ href, text: await page.evaluate((it) => turn(it), href) })
                const name = `${reader}-${width}-${href.replace(/\W+/g, '-')}.png`
                await page.screenshot({ path: join(shots, name) })
            }
        } catch (err) {
            wrong.push(String(err.message ?? err))
        }
        console.log(JSON.stringify({ reader, width, dark, parts, wrong }))
        await page.close()
    }
}
await browser.close()
server.close()
