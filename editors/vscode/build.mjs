// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// build.mjs [--release]: bundles the extension and its tests into out/.

import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const release = process.argv.includes('--release');
fs.rmSync('out', { recursive: true, force: true });

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
};

const { metafile } = await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.js',
  external: ['vscode'],
  minify: release,
  sourcemap: !release,
  metafile: true,
});

// The bundle carries other people's code, so it carries their licenses.
const packages = new Set(
  Object.keys(metafile.inputs)
    .map(file => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
    .filter(folder => folder !== undefined));
const licenses = [...packages].sort().map(folder => {
  const { name, version } =
    JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (file === undefined)
    throw new Error(`${folder} has no license`);
  return `${name} ${version}\n\n${fs.readFileSync(path.join(folder, file), 'utf8')}`;
});
fs.writeFileSync('out/licenses.txt', licenses.join(`\n${'-'.repeat(72)}\n\n`));

if (!release)
  await build({
    ...common,
    entryPoints: fs.readdirSync('test')
      .filter(file => file.endsWith('.test.ts'))
      .map(file => path.join('test', file)),
    outdir: 'out/test',
    sourcemap: true,
  });
