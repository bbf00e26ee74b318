using System;
using System.Threading;

namespace Fathom.Bench.Data;

/// <summary>Looks at a figure every few milliseconds and remembers the largest.</summary>
internal sealed class PeakWatch : IDisposable
{
    private const int PeriodMs = 5;

    private readonly Func<double> _figure;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stop = new();
    private double _peak;

    public PeakWatch(Func<double> figure)
    {
        _figure = figure;
        _thread = new Thread(Watch) { IsBackground = true, Name = "fathom-peak" };
        _thread.Start();
    }

    /// <summary>Ends the watch and gives the peak.</summary>
    public double Stop()
    {
        _stop.Set();
        _thread.Join();
        return Math.Max(_peak, _figure());
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        while (!_stop.Wait(PeriodMs))
        {
            _peak = Math.Max(_peak, _figure());
        }
    }
}
