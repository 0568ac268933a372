using System.Text;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch;

/// <summary>Says in the file itself how it came to be: by rules, not by a trained model.</summary>
internal static class SketchLabel
{
    private const string Field = "xmp-data";

    /// <summary>Drawn from nothing.</summary>
    public static VipsImage Drawn(VipsImage image) => image.WithBlob(Field, Xmp("algorithmicMedia"));

    /// <summary>Edited. What the source says of itself stays: an edit by rules makes no AI picture less of one.</summary>
    public static VipsImage Edited(VipsImage image, byte[]? ofSource) => image.WithBlob(Field, ofSource ?? Xmp("algorithmicallyEnhanced"));

    /// <summary>What a source says of itself; null where it says nothing.</summary>
    public static byte[]? Of(VipsImage source) => source.GetBlob(Field);

    private static byte[] Xmp(string sourceType) => Encoding.UTF8.GetBytes(
        $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
         xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
         Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{sourceType}"
         xmp:CreatorTool="Rankion sketch"/></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """);
}
