using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Looks for better contrast limits where the data name none, beside the pictures that are shown already: opening a data set never waits for it.
/// </summary>
/// <remarks>Threads: one of its own, with a low priority; <see cref="Dispose"/> cancels it. Ownership: disposes the data that it looks at, when its thread has ended.</remarks>
internal sealed class RangeRefinement : IDisposable
{
    /// <summary>A level with more bytes is not looked at when there is a coarser one.</summary>
    private const long MostLevelBytes = 256L << 20;

    /// <summary>Of one level no more bytes than this are read.</summary>
    private const long MostReadBytes = 64L << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _cancel = new();
    private readonly ImmutableArray<SceneLayer> _layers;
    private readonly Action<SceneLayer, LayerRange> _found;
    private readonly IDisposable? _data;
    private readonly Thread _thread;
    private int _isDisposed;

    /// <param name="layout">Whose layers.</param>
    /// <param name="found">Is told the limits of a layer, on the thread of this object.</param>
    /// <param name="data">What the layers read from; null = somebody else disposes it, later.</param>
    public RangeRefinement(SceneLayout layout, Action<SceneLayer, LayerRange> found, IDisposable? data = null)
    {
        _data = data;
        _layers = layout.Layers;
        _found = found;
        _thread = new Thread(Run) { IsBackground = true, Name = "fathom-range", Priority = ThreadPriority.BelowNormal };
    }

    /// <summary>Begins; call it when the first picture can be drawn without this.</summary>
    public void Start() => _thread.Start();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _cancel.Cancel();
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted) && _thread.Join(s_patience))
        {
            _cancel.Dispose();
        }

        _data?.Dispose();
    }

    /// <summary>The level to look at: the finest that is small enough, else the coarsest.</summary>
    public static int LevelOf(VolumeInfo info)
    {
        for (int level = 0; level < info.Levels.Length - 1; level++)
        {
            double bytes = info.BytesPerSample;
            foreach (int length in info.Levels[level].Shape)
            {
                bytes *= length;
            }

            if (bytes <= MostLevelBytes)
            {
                return level;
            }
        }

        return info.Levels.Length - 1;
    }

    private void Run()
    {
        foreach (SceneLayer layer in _layers)
        {
            if (layer.IsLabels || !layer.Info.ContrastIsEstimated || _cancel.IsCancellationRequested)
            {
                continue;
            }

            try
            {
                IFrameScan scan = layer.Source is GridFieldSource field ? field.Scan : new SliceScan(layer.Source, LevelOf(layer.Info), layer.Channel);
                long frameBytes = Math.Max(1, (long)scan.SamplesPerFrame * scan.Sample.Bytes());
                var options = new RangeOptions();
                options = options with { PercentileFrames = (int)Math.Clamp(MostReadBytes / frameBytes, 1, options.PercentileFrames) };
                LayerRange range = RangeService.Robust(scan, options, _cancel.Token);
                if (range.Samples > 0)
                {
                    _found(layer, range);
                }
            }

            // Boundary: a thread of its own that only looks for something better; the estimate stays, and what cannot be read is told by the picture that shows it.
            catch (Exception)
            {
                // Nothing was found.
            }
        }
    }
}
