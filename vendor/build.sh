#!/bin/sh
# Rebuilds waymark/core/static/vendor from the versions pinned in package-lock.json; run by `make vendor` after a version changes.
# The results are committed, so nobody needs Node to run, test or package Waymark.
set -eu
cd "$(dirname "$0")/.."
out=waymark/core/static/vendor

npm ci --ignore-scripts --omit=optional --no-audit --no-fund --silent

mkdir -p "$out"
version() { node -p "require('./node_modules/$1/package.json').version"; }

# --quiet-deps hides deprecations inside the dependency; our own file still fails on its own mistakes.
printf '/* govuk-frontend %s, MIT licence, see LICENCES.txt. Built by vendor/build.sh: change vendor/govuk.scss, not this file. */\n' \
  "$(version govuk-frontend)" > "$out/govuk-frontend.css"
./node_modules/.bin/sass --quiet-deps --no-source-map --style=compressed --load-path=node_modules vendor/govuk.scss >> "$out/govuk-frontend.css"

# Source maps are not shipped; a reference to a missing file would stop collectstatic.
sed '/^\/\/# sourceMappingURL=/d; s/\/\/# sourceMappingURL=.*$//' node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > "$out/govuk-frontend.min.js"
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.min.js"

{
  printf 'Browser libraries served with Waymark. Versions are pinned in package.json.\n\n'
  printf 'govuk-frontend %s (govuk-frontend.css, govuk-frontend.min.js)\n\n' "$(version govuk-frontend)"
  cat vendor/licence-govuk-frontend.txt
  printf '\n\nhtmx %s (htmx.min.js)\n\n' "$(version htmx.org)"
  cat node_modules/htmx.org/LICENSE
} > "$out/LICENCES.txt"

# The government's typeface, crown and pictures are licensed for GOV.UK only; a council may not show them.
if grep -Eiq 'url\(|@font-face|GDS Transport|crest|crown' "$out/govuk-frontend.css"; then
  echo "govuk-frontend.css mentions a font file, a picture or the crown: check vendor/govuk.scss" >&2
  exit 1
fi
