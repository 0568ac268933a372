#!/usr/bin/env bash
# Makes Rankion.Web/wwwroot/icons.svg, the sprite of every icon the interface uses, from Google's Material Symbols
# (rounded, weight 400, Apache-2.0), the family that Radzen's own parts use. Add a name here and run it.
set -euo pipefail
names=(
  add arrow_upward article aspect_ratio auto_awesome_mosaic block bookmark brush calendar_month campaign casino chat_bubble check check_circle chevron_left
  chevron_right close code compare content_copy dark_mode database delete delete_forever download draw edit error filter_list fit_screen
  folder format_bold format_h2 format_italic format_list_bulleted format_quote forum grid_view group history image info ink_eraser
  invert_colors join_inner key keyboard keyboard_arrow_down label lasso_select light_mode lightbulb link link_off lock logout mail memory more_horiz
  movie notifications numbers open_in_full palette person photo_library redo refresh remove restore_from_trash schedule search select sell settings sort stacks
  star star-fill stop-fill swap_horiz toll tune undo unfold_more upload verified_user visibility warning
)
here="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent @material-symbols/svg-400@0.47.5 >/dev/null && tar xzf ./*.tgz)
out="$here/Rankion.Web/wwwroot/icons.svg"
{
  echo '<svg xmlns="http://www.w3.org/2000/svg">'
  echo '<!-- Material Symbols by Google, Apache License 2.0. Made by tools/icons.sh. -->'
  # Our own: the mark of making a picture.
  echo '<symbol id="generate" viewBox="0 0 24 24"><path d="M10.3 3.6c.8 4.7 2.4 6.3 7.1 7.1-4.7.8-6.3 2.4-7.1 7.1-.8-4.7-2.4-6.3-7.1-7.1 4.7-.8 6.3-2.4 7.1-7.1Z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><path d="M18.2 14.9c.3 1.8.9 2.4 2.7 2.7-1.8.3-2.4.9-2.7 2.7-.3-1.8-.9-2.4-2.7-2.7 1.8-.3 2.4-.9 2.7-2.7Z" fill="currentColor"/></symbol>'
  for name in "${names[@]}"; do
    sed -E "s|.*<svg[^>]*>(.*)</svg>.*|<symbol id=\"$name\" viewBox=\"0 -960 960 960\">\1</symbol>|" "$work/package/rounded/$name.svg"
    echo
  done
  echo '</svg>'
} | sed '/^$/d' >"$out"
echo "$out: ${#names[@]} icons"
