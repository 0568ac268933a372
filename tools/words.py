#!/usr/bin/env python3
"""Adds German to a feature's words, sorted: one line per text, English, a tab, German; "-", a tab and the English takes one away.

    tools/words.py Rankion.Web/Components/Gallery/GalleryWords.de.resx < lines.txt
"""
import os
import re
import sys
from xml.sax.saxutils import escape, unescape

HEAD = '''<?xml version="1.0" encoding="utf-8"?>
<root>
  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
  <resheader name="version"><value>2.0</value></resheader>
  <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
  <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value></resheader>
'''
QUOTE = {'"': '&quot;'}
path, texts = sys.argv[1], {}
if os.path.exists(path):
    with open(path, encoding='utf-8') as file:
        for english, german in re.findall(r'<data name="([^"]*)"[^>]*>\s*<value>(.*?)</value>\s*</data>', file.read(), re.S):
            texts[unescape(english, {'&quot;': '"'})] = unescape(german)
for line in sys.stdin.read().splitlines():
    first, tab, second = line.partition('\t')
    if first == '-':
        texts.pop(second, None)
    elif tab:
        texts[first] = second
with open(path, 'w', encoding='utf-8') as file:
    file.write(HEAD)
    for english in sorted(texts, key=lambda text: (text.lower(), text)):
        file.write(f'  <data name="{escape(english, QUOTE)}" xml:space="preserve"><value>{escape(texts[english])}</value></data>\n')
    file.write('</root>\n')
