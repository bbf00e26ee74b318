using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Fathom.Client.Tests.Ledger;

/// <summary>Random programs for state machines: lists of numbers that a test reads as operations, shrunk by leaving operations out.</summary>
internal static class Programs
{
    public static void Check(Action<int[]> run, int count = 400, int length = 120)
    {
        Gen<int[]> program = Gen.Choose(0, int.MaxValue - 1).ArrayOf();
        Arbitrary<int[]> arbitrary = Arb.From(program, Shrink);
        Property property = Prop.ForAll(arbitrary, program =>
        {
            run(program);
            return true;
        });
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(length), property);
    }

    private static IEnumerable<int[]> Shrink(int[] program)
    {
        for (int chunk = program.Length / 2; chunk >= 1; chunk /= 2)
        {
            for (int at = 0; at + chunk <= program.Length; at += chunk)
            {
                yield return [.. program.Take(at), .. program.Skip(at + chunk)];
            }
        }
    }
}
