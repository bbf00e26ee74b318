using System;
using Fathom.Render;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Client.Tests.Overlays;

/// <summary>Random maps that have a way back, and random points.</summary>
internal static class Maps
{
    public static void Check(Action<Affine2, Affine2, double, double> run, int count = 300)
    {
        Arbitrary<int[]> seeds = Arb.From(Gen.Choose(-5000, 5000).ArrayOf(14));
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(seeds, seed =>
        {
            run(Of(seed.AsSpan(0, 6)), Of(seed.AsSpan(6, 6)), seed[12] * 0.5, seed[13] * 0.5);
            return true;
        }));
    }

    /// <summary>A similarity with some shear: between a thousandth and a thousand times as large, turned, moved and perhaps mirrored.</summary>
    private static Affine2 Of(ReadOnlySpan<int> seed)
    {
        double scale = Math.Pow(10, seed[0] / 2000.0);
        Affine2 shear = new(1, seed[5] / 5000.0, 0, 0, seed[4] < -2500 ? -1 : 1, 0);
        return Affine2.Translate(seed[1] * 0.1, seed[2] * 0.1) * Affine2.Rotate(seed[3] / 1000.0) * Affine2.Scale(scale) * shear;
    }
}
