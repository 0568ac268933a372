namespace Rankion.Core.Imaging;

/// <summary>The bytes are no image that Rankion takes: another format, too large, or damaged.</summary>
/// <param name="message">One sentence for a person.</param>
public sealed class ImageRejectedException(string message, Exception? inner = null) : Exception(message, inner);
