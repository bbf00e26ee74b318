using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.Client.Tests.Truth;

/// <summary>A server in this process with marks in its pictures, whose clock the test can read: the true offset is known to microseconds.</summary>
internal sealed class TruthServer : IAsyncDisposable
{
    public const int Width = 320;
    public const int Height = 180;

    private readonly SkewedTime _time;
    private double _origin;

    private TruthServer(SkewedTime time, VolumeServerApp app)
    {
        _time = time;
        App = app;
    }

    public VolumeServerApp App { get; }

    public Uri StateUrl => new(App.StateUrl);

    public Uri PixelUrl => new(App.PixelUrl);

    public static async Task<TruthServer> StartAsync(double ppm = 0, Func<ServerOptions, ServerOptions>? configure = null)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var time = new SkewedTime(ppm);
        var options = new ServerOptions { Video = new VideoSettings(Width, Height, 30, 4_000_000, true) };
        var server = new TruthServer(time, new VolumeServerApp(configure?.Invoke(options) ?? options, new EmbryoVolume(7), time));
        try
        {
            await server.App.StartAsync();
            server.ReadOrigin();
            return server;
        }
        catch (Exception)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The true offset at a local moment: what must be added to the server's time to get local seconds.</summary>
    public double OffsetAt(double local)
    {
        double skewed = _time.At((long)(local * _time.TimestampFrequency)) / (double)_time.TimestampFrequency;
        return local - (_origin + skewed);
    }

    /// <summary>A server's time as local time, exactly.</summary>
    public double ToLocal(double server)
    {
        // The drift of the moment looked at moves it by less each time; a step in between would be met by a frame that was under way then.
        double local = server - _origin;
        for (int i = 0; i < 6; i++)
        {
            local = server + OffsetAt(local);
        }

        return local;
    }

    /// <summary>Sets the server's clock forward.</summary>
    public void Set(double bySeconds) => _time.Set(bySeconds);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>The server's clock counts from a moment of its own: found by looking at both often enough that one look was not interrupted.</summary>
    private void ReadOrigin()
    {
        long narrowest = long.MaxValue;
        for (int i = 0; i < 1000; i++)
        {
            long before = _time.GetTimestamp();
            double now = App.Clock.Now;
            long after = _time.GetTimestamp();
            if (after - before < narrowest)
            {
                narrowest = after - before;
                _origin = now - ((before + ((after - before) / 2.0)) / _time.TimestampFrequency);
            }
        }
    }
}
