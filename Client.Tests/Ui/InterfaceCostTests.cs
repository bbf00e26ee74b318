using System;
using Fathom.Bench.Client;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>All panels at once, as the benchmark has them.</summary>
public sealed class InterfaceCostTests
{
    [SkippableFact]
    public void A_frame_of_all_panels_allocates_nothing()
    {
        var panels = new DrawInterface();
        try
        {
            panels.Open();
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
        }

        for (int i = 0; i < 3; i++)
        {
            panels.Panels();
            panels.EventPass();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            panels.Panels();
            panels.EventPass();
        }

        long after = GC.GetAllocatedBytesForCurrentThread();
        panels.Close();
        Assert.Equal(0, after - before);
    }
}
