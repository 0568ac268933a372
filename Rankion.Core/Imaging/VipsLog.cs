using Microsoft.Extensions.Logging;

namespace Rankion.Core.Imaging;

/// <summary>Logs libvips' warnings, a few a minute: one broken file can make a thousand.</summary>
internal sealed class VipsLog(ILogger logger, TimeProvider time)
{
    private const int PerMinute = 5;

    private readonly Lock gate = new();
    private DateTime minuteStart;
    private int inMinute;

    public void Write(string warning)
    {
        int held;
        lock (gate)
        {
            held = 0;
            if (time.UtcNow() - minuteStart >= TimeSpan.FromMinutes(1))
            {
                held = Math.Max(0, inMinute - PerMinute);
                minuteStart = time.UtcNow();
                inMinute = 0;
            }
            if (++inMinute > PerMinute)
                return;
        }
        logger.LogWarning("{Warning} ({HeldBack} more were held back)", warning, held);
    }
}
