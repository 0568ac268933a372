using System.Globalization;

namespace Rankion.Core.Generation;

/// <summary>Which size in pixels a wish comes to, and which sizes a model draws.</summary>
internal static class SizeRules
{
    /// <param name="source">What is edited, whose size is kept where none is asked for.</param>
    public static PixelSize Choose(ImageModel model, string? size, string? aspectRatio, PixelSize? source)
    {
        var open = string.IsNullOrEmpty(size) || string.Equals(size, "auto", StringComparison.OrdinalIgnoreCase);
        if (!string.IsNullOrEmpty(aspectRatio))
            return open ? Nearest(model, aspectRatio) : throw Refusal.Invalid("aspect_ratio", "Give size or aspect_ratio, not both.");
        if (open)
            return source is { } kept ? Closest(model, kept) : Listed(model)[0];
        if (!PixelSize.TryParse(size, out var wanted))
            throw Refusal.Invalid("size", "A size is width x height in pixels, for example 1536x1024, or auto.");
        return Listed(model).Contains(wanted) || (model.AnySize && Breach(model, wanted) is null)
            ? wanted
            : throw Refusal.Invalid("size", model.AnySize ? $"{wanted} cannot be drawn by {model.Id}: {Breach(model, wanted)}."
                : $"{model.Id} draws one of: {string.Join(", ", model.Sizes)}.");
    }

    /// <summary>The smallest size of a shape that the source fits into whole.</summary>
    /// <exception cref="RefusalException">422 for what is no shape, or the source's own.</exception>
    public static PixelSize Around(PixelSize source, string shape)
    {
        if (shape.Split(':') is not [var wide, var high] || !TryParse(wide, out var width) || !TryParse(high, out var height))
            throw Refusal.Invalid("extend", "A shape is width:height, for example 16:9.");
        var (ratio, own) = (width / height, (double)source.Width / source.Height);
        if (Math.Abs((ratio / own) - 1) < 0.01)
            throw Refusal.Invalid("extend", "The image has this shape already.");
        return ratio > own ? new((int)Math.Round(source.Height * ratio), source.Height) : new(source.Width, (int)Math.Round(source.Width / ratio));
    }

    private static PixelSize Nearest(ImageModel model, string aspectRatio)
    {
        var parts = aspectRatio.Split(':');
        if (parts is not [var wide, var high] || !TryParse(wide, out var width) || !TryParse(high, out var height))
            throw Refusal.Invalid("aspect_ratio", "An aspect ratio is width:height, for example 3:2.");
        var ratio = Math.Log(width / height);
        if (Math.Abs(ratio) > Math.Log(model.MaxRatio) + 1e-9)
            throw Refusal.Invalid("aspect_ratio", $"{model.Id} draws at most {model.MaxRatio.ToString(CultureInfo.InvariantCulture)}:1.");
        var nearest = Listed(model).MinBy(Distance);
        var exact = Drawn(model, width / height);
        return model.AnySize && Distance(nearest) > 0.005 && Breach(model, exact) is null ? exact : nearest;

        // by logarithm 1:2 is as far from square as 2:1; among equals the earlier one is preferred
        double Distance(PixelSize size) => Math.Round(Math.Abs(Math.Log((double)size.Width / size.Height) - ratio), 6);
    }

    /// <summary>The size itself where the model draws it, else what comes nearest in shape, and then in pixels.</summary>
    private static PixelSize Closest(ImageModel model, PixelSize size)
    {
        var ratio = Math.Clamp((double)size.Width / size.Height, 1 / model.MaxRatio, model.MaxRatio);
        if (!Listed(model).Contains(size) && model.AnySize && Within(model, size, ratio) is { } free)
            return free;
        return Listed(model).OrderBy(s => Math.Round(Math.Abs(Math.Log(s.Width / (s.Height * ratio))), 6))
            .ThenBy(s => Math.Abs(Pixels(s) - Pixels(size))).First();
    }

    /// <summary>The size brought within a free model's limits, in the shape given; null where its step is too coarse for that.</summary>
    private static PixelSize? Within(ImageModel model, PixelSize size, double ratio)
    {
        var pixels = Math.Clamp(Pixels(size), model.MinPixels, model.MaxPixels);
        var height = Math.Min(Math.Sqrt(pixels / ratio), model.MaxSide / Math.Max(1, ratio));
        // the nearest multiple may lie just beyond a limit, and the next one within
        return new[] { Math.Round, Math.Floor, (Func<double, double>)Math.Ceiling }
            .Select(round => (PixelSize?)new PixelSize(Multiple(height * ratio, round), Multiple(height, round)))
            .FirstOrDefault(s => Breach(model, s!.Value) is null);

        int Multiple(double side, Func<double, double> round) => (int)round(side / model.SizeMultiple) * model.SizeMultiple;
    }

    private static long Pixels(PixelSize size) => (long)size.Width * size.Height;

    /// <summary>As many pixels as the model's default size, in another shape.</summary>
    private static PixelSize Drawn(ImageModel model, double ratio)
    {
        var usual = Listed(model)[0];
        var height = Math.Sqrt((double)usual.Width * usual.Height / ratio);
        return new(Rounded(height * ratio), Rounded(height));

        int Rounded(double side) => (int)Math.Round(side / model.SizeMultiple) * model.SizeMultiple;
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is > 0 and < 100_000;

    private static string? Breach(ImageModel model, PixelSize size)
    {
        var (width, height) = (size.Width, size.Height);
        var pixels = Pixels(size);
        return Math.Max(width, height) > model.MaxSide ? $"a side is at most {model.MaxSide} pixels"
            : width % model.SizeMultiple != 0 || height % model.SizeMultiple != 0 ? $"both sides must be multiples of {model.SizeMultiple}"
            : Math.Max(width, height) > model.MaxRatio * Math.Min(width, height)
                ? $"one side is at most {model.MaxRatio.ToString(CultureInfo.InvariantCulture)} times the other"
            : pixels < model.MinPixels ? $"it must hold at least {model.MinPixels} pixels"
            : pixels > model.MaxPixels ? $"it must hold at most {model.MaxPixels} pixels"
            : null;
    }

    private static List<PixelSize> Listed(ImageModel model) => [.. model.Sizes.Select(size => PixelSize.TryParse(size, out var parsed) ? parsed : default)];
}
