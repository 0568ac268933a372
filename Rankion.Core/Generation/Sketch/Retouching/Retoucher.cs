using Rankion.Core.Generation.Sketch.Drawing;
using Rankion.Core.Generation.Sketch.Reading;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Generation.Sketch.Retouching;

/// <summary>Edits a picture for real: turned, cut, graded, blurred and written on, as the prompt says.</summary>
internal static class Retoucher
{
    /// <summary>Of the asked size. With a mask, each pixel that the mask covers is exactly the source's (unless the size changes).</summary>
    /// <exception cref="ImageProviderException">The source or the mask is not usable.</exception>
    public static VipsImage Edit(ImageRequest request, Mood mood, Dice dice)
    {
        var strength = request.Index == 0 ? 1 : dice.Between(0.7, 1.4);
        var retouch = Retouch.Read(request.Prompt, dice, strength);
        using var source = Decode(request.Inputs[0], "source");
        if (request.Mask is not { Length: > 0 } mask)
            return EditAll(source, retouch, request.Size, mood, dice);
        using var keep = Kept(mask, source);
        using var edited = EditTones(source.InMemory(), retouch, mood, dice);
        return Fitted(Transform.Blend(keep, source, edited).InMemory(), request.Size);
    }

    private static VipsImage Decode(ReadOnlyMemory<byte> bytes, string what)
    {
        try
        {
            using var decoded = Shrink.Decode(bytes.Span, ImageLimits.MaxSide);
            using var rgb = Transform.ToRgb(decoded);
            return rgb.InMemory();
        }
        catch (ImageRejectedException e)
        {
            throw new ImageProviderException(ProviderFault.Rejected, $"The {what} cannot be used. {e.Message}", e);
        }
    }

    /// <summary>The mask's alpha: 255 where the source stays.</summary>
    private static VipsImage Kept(ReadOnlyMemory<byte> bytes, VipsImage source)
    {
        using var mask = Decode(bytes, "mask");
        if (!mask.HasAlpha || mask.Width != source.Width || mask.Height != source.Height)
            throw new ImageProviderException(ProviderFault.Rejected,
                $"The mask must be a PNG with transparency of {source.Width}x{source.Height} pixels, as the source is.");
        using var alpha = Transform.Bands(mask, 3, 1);
        return alpha.InMemory();
    }

    private static VipsImage EditAll(VipsImage source, Retouch retouch, PixelSize size, Mood mood, Dice dice)
    {
        var image = source.InMemory();
        image = Step(image, retouch.Turn != 0, i => Transform.Turn(i, retouch.Turn));
        image = Step(image, retouch.Mirror, i => Transform.Mirror(i, upsideDown: false));
        image = Step(image, retouch.UpsideDown, i => Transform.Mirror(i, upsideDown: true));
        image = Step(image, retouch.Zoom < 1, i => Zoom(i, retouch.Zoom));
        return EditTones(Fitted(image, size), retouch, mood, dice);
    }

    /// <summary>What leaves every pixel in its place. Transparency stays as it is.</summary>
    private static VipsImage EditTones(VipsImage source, Retouch retouch, Mood mood, Dice dice)
    {
        using var whole = source;
        var size = new PixelSize(whole.Width, whole.Height);
        var image = Step(Transform.Bands(whole, 0, 3), true, retouch.Grade.Apply);
        image = Step(image, mood.IsGiven, mood.Lay);
        image = Step(image, retouch.Blur > 0, i => Transform.Blur(i, Math.Max(0.6, retouch.Blur * Math.Min(size.Width, size.Height))));
        image = Step(image, retouch.Sharpen > 0, i => Transform.Sharpen(i, retouch.Sharpen));
        if (Overlay.Draw(retouch, size, dice) is { } overlay)
        {
            using var layer = Svg.RenderLayer(overlay);
            image = Step(image, true, i => Transform.Over(i, layer));
        }
        if (!whole.HasAlpha)
            return image;
        using var alpha = Transform.Bands(whole, 3, 1);
        return Step(image, true, i => Transform.Join(i, alpha));
    }

    private static VipsImage Fitted(VipsImage image, PixelSize size) =>
        Step(image, image.Width != size.Width || image.Height != size.Height, i => Transform.Cover(i, size.Width, size.Height));

    private static VipsImage Zoom(VipsImage image, double part)
    {
        var (width, height) = (Math.Max(1, (int)(image.Width * part)), Math.Max(1, (int)(image.Height * part)));
        return Transform.Crop(image, (image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }

    /// <summary>The image after one operation, computed; the one given is used up.</summary>
    private static VipsImage Step(VipsImage image, bool wanted, Func<VipsImage, VipsImage> operation)
    {
        if (!wanted)
            return image;
        using (image)
        using (var result = operation(image))
            return result.InMemory();
    }
}
