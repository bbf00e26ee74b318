using System;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.EndToEnd;
using Xunit.Sdk;

namespace Fathom.Client.Tests.Restarts;

/// <summary>A server program that is killed without a chance to say anything, and started anew at the same ports, without a memory.</summary>
internal sealed class KilledServer : IDisposable
{
    private Programs.RunningProgram _program;

    private KilledServer(Programs.RunningProgram program, Uri state, Uri pixel)
    {
        _program = program;
        StateUrl = state;
        PixelUrl = pixel;
    }

    public Uri StateUrl { get; }

    public Uri PixelUrl { get; }

    public static async Task<KilledServer> StartAsync()
    {
        Programs.RunningProgram program = Start(0, 0);
        await program.UntilSaidAsync("\"ready\"");
        using JsonDocument ready = JsonDocument.Parse(program.Output);
        return new KilledServer(
            program, new Uri(ready.RootElement.GetProperty("state_url").GetString()!), new Uri(ready.RootElement.GetProperty("pixel_url").GetString()!));
    }

    public void Kill() => _program.Dispose();

    /// <summary>Starts it again; returns when it says that it is there, with the time of that.</summary>
    public async Task<long> RestartAsync()
    {
        using var patience = new CancellationTokenSource(Programs.Patience);
        while (true)
        {
            _program = Start(StateUrl.Port, PixelUrl.Port);
            try
            {
                await _program.UntilSaidAsync("\"ready\"");
                return TimeProvider.System.GetTimestamp();
            }
            catch (XunitException) when (_program.HasExited && !patience.IsCancellationRequested && _program.Said.Contains("Cannot listen", StringComparison.Ordinal))
            {
                // Free ports are given to anybody: a connection of another test may have this one for the moment.
                _program.Dispose();
            }
        }
    }

    public void Dispose() => _program.Dispose();

    private static Programs.RunningProgram Start(int port, int pixelPort) => Programs.Start(
        "fathom-server",
        [
            "serve", "--json", "--die-with-stdin", "--width", "320", "--height", "180", "--fps", "30",
            "--port", port.ToString(CultureInfo.InvariantCulture), "--pixel-port", pixelPort.ToString(CultureInfo.InvariantCulture),
        ]);
}
