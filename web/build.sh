#!/usr/bin/env bash
# Bundles src/ into dist/, which is committed: cargo build needs no npm. Run it after a change in src/ or package.json.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --silent --no-audit --no-fund
bundle() { npx esbuild "$@" --bundle --minify --legal-comments=none --target=es2020 --log-level=warning; }
bundle src/app.css --outfile=dist/app.css
bundle src/app.js --format=iife --outfile=dist/app.js
bundle src/chart.css --outfile=dist/chart.css
bundle src/chart.js --format=iife --outfile=dist/chart.js
bundle src/network.js --format=iife --outfile=dist/network.js
cp src/icon.svg dist/icon.svg
{
    echo "dist/chart.js and dist/chart.css hold uPlot, dist/network.js holds Cytoscape.js."
    for part in uplot cytoscape; do
        printf '\n== %s %s ==\n\n' "$part" "$(node -p "require('./node_modules/$part/package.json').version")"
        cat "node_modules/$part/LICENSE"
    done
} >dist/LICENSES.txt
ls -l dist
