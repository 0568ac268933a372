namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>A line of hills: smooth random values over x, in several sizes on top of each other.</summary>
/// <param name="roughness">How much each finer size counts: 0.3 is rolling, 0.6 is rock.</param>
internal sealed class Noise(Dice dice, int octaves = 4, double roughness = 0.45)
{
    private readonly double[][] values = [.. Enumerable.Range(0, octaves).Select(_ => Enumerable.Range(0, 256).Select(_ => dice.Next() * 2 - 1).ToArray())];

    /// <summary>About -1 to 1; features are about 1 apart in x.</summary>
    public double At(double x)
    {
        var (sum, weight, total) = (0.0, 1.0, 0.0);
        foreach (var octave in values)
        {
            var cell = (int)Math.Floor(x);
            var t = x - cell;
            t = t * t * (3 - 2 * t);
            sum += weight * (octave[cell & 255] * (1 - t) + octave[(cell + 1) & 255] * t);
            total += weight;
            weight *= roughness;
            x *= 2.03;
        }
        return sum / total;
    }
}
