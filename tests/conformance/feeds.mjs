// Prints what feedsmith reads in a feed, as JSON: node feeds.mjs WORK FILE
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [work, file] = process.argv.slice(2)
const { parseFeed } = createRequire(join(work, 'package.json'))('feedsmith')
console.log(JSON.stringify(parseFeed(readFileSync(file, 'utf8'))))
