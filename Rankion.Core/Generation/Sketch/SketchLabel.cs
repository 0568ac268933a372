using System.Text;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch;

/// <summary>Says in the file itself how it came to be: by rules, not by a trained model.</summary>
internal static class SketchLabel
{
    private static readonly byte[] Xmp = Encoding.UTF8.GetBytes(
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
         xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
         Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
         xmp:CreatorTool="Rankion sketch"/></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """);

    public static VipsImage On(VipsImage image) => image.WithBlob("xmp-data", Xmp);
}
