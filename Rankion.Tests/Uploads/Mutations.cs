namespace Rankion.Tests.Uploads;

/// <summary>Files damaged in ways that decoders meet: bits turned, bytes lost, doubled and swapped, ends cut off. The same seed and number give the same file.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<byte[]> samples)
{
    public byte[] File(int number)
    {
        var random = new Random((seed * 1_000_003) + number);
        var file = new List<byte>(samples[number % samples.Count]);
        for (var changes = random.Next(1, 6); changes > 0 && file.Count > 4; changes--)
        {
            var at = random.Next(4) == 0 ? random.Next(Math.Min(64, file.Count)) : random.Next(file.Count);
            switch (random.Next(6))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(256);
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(1, 40), file.Count - at));
                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(at, Math.Min(random.Next(1, 40), file.Count - at)));
                    break;
                case 4:
                    file.RemoveRange(at, file.Count - at);
                    break;
                default:
                    for (var i = at; i < Math.Min(at + 4, file.Count); i++)
                        file[i] = 0xFF;
                    break;
            }
        }
        return [.. file];
    }
}
