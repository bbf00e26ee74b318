using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fathom.VolumeServer.Serving;

/// <summary>The framework's web server on two ports, and who is let in. What is said on the sockets is the business of the end points.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    /// <summary>Many viewers may come at once after a break of the network; one who connects in a loop is slowed down.</summary>
    private const double UpgradesPerSecond = 20;

    /// <summary>What the system may keep for a viewer who does not take it: more would be old pictures.</summary>
    private const int SendBufferBytes = 256 << 10;

    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromMilliseconds(300);

    private readonly ServerOptions _options;
    private readonly AccessPolicy _access;
    private readonly Action<string> _tell;
    private readonly WebApplication _app;
    private readonly RateBound _upgrades = new(UpgradesPerSecond, 3);
    private readonly TimeProvider _time;
    private int _stateSockets;
    private int _pixelSockets;

    public WebHost(ServerOptions options, Func<HttpContext, Task> state, Func<HttpContext, Task> pixel, Action<Stream> writeMetrics, Action<string> tell, TimeProvider time)
    {
        _time = time;
        _options = options;
        _tell = tell;
        _access = new AccessPolicy(options.Token);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = (4 * options.MaxClients) + 16;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(options.Address, options.StatePort);
            if (options.PixelPort == 0 || options.PixelPort != options.StatePort)
            {
                kestrel.Listen(options.Address, options.PixelPort);
            }
        });
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.CreateBoundListenSocket = endPoint =>
        {
            Socket listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
            listener.SendBufferSize = SendBufferBytes;
            return listener;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_stopPatience);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = s_keepAlive, KeepAliveTimeout = s_keepAlive });
        _app.Run(context => HandleAsync(context, state, pixel, writeMetrics));
    }

    public int StatePort { get; private set; }

    public int PixelPort { get; private set; }

    public async Task StartAsync()
    {
        try
        {
            await _app.StartAsync().ConfigureAwait(false);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw CannotListen("another program listens there already", "Stop it, choose other ports with --port and --pixel-port, or use 0 for any free one.", error);
        }
        catch (SocketException error)
        {
            throw CannotListen(error.Message, "Give an address of this machine with --host, and ports above 1023 unless you may use those below.", error);
        }

        // In the order in which they were asked for.
        int[] ports = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port)];
        StatePort = ports[0];
        PixelPort = ports[^1];
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_stopPatience);
        try
        {
            await _app.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A connection did not end in time; it ends with the process.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private FathomException CannotListen(string why, string how, Exception inner) => new(
        ExitCode.CannotConnect,
        $"Cannot listen on {_options.Address} (state port {_options.StatePort}, pixel port {_options.PixelPort}).",
        $"The system says: {why}.",
        how,
        inner);

    private async Task HandleAsync(HttpContext context, Func<HttpContext, Task> state, Func<HttpContext, Task> pixel, Action<Stream> writeMetrics)
    {
        HttpRequest request = context.Request;
        if (_access.Refusal(request.Headers.Origin, request.Headers.Host, request.Headers.Authorization) is (int status, string reason))
        {
            await RefuseAsync(context, status, reason).ConfigureAwait(false);
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            await AnswerAsync(context, writeMetrics).ConfigureAwait(false);
        }
        else if (!_upgrades.TryPass(1, _time.GetElapsedTime(0).TotalSeconds))
        {
            await RefuseAsync(context, 429, $"More than {UpgradesPerSecond:0} connections a second are refused. Wait a moment before the next attempt.").ConfigureAwait(false);
        }
        else if (context.Connection.LocalPort == PixelPort && PixelPort != StatePort || request.Path == "/pixel")
        {
            await CountAsync(context, pixel, isPixel: true).ConfigureAwait(false);
        }
        else
        {
            await CountAsync(context, state, isPixel: false).ConfigureAwait(false);
        }
    }

    private async Task CountAsync(HttpContext context, Func<HttpContext, Task> handle, bool isPixel)
    {
        int count = isPixel ? Interlocked.Increment(ref _pixelSockets) : Interlocked.Increment(ref _stateSockets);
        try
        {
            if (count > _options.MaxClients)
            {
                await RefuseAsync(context, 503, $"This server takes at most {_options.MaxClients} clients. Try again when one has left.").ConfigureAwait(false);
                return;
            }

            await handle(context).ConfigureAwait(false);
        }

        // Boundary: one connection; a fault in it is told and ends it, and the others go on.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _tell($"A connection failed: {error.GetType().Name}: {error.Message}");
        }
        finally
        {
            _ = isPixel ? Interlocked.Decrement(ref _pixelSockets) : Interlocked.Decrement(ref _stateSockets);
        }
    }

    private static async Task AnswerAsync(HttpContext context, Action<Stream> writeMetrics)
    {
        switch (context.Request.Path.Value)
        {
            case "/healthz":
                context.Response.ContentType = "text/plain";
                await context.Response.WriteAsync("ok\n", context.RequestAborted).ConfigureAwait(false);
                break;
            case "/metrics":
                context.Response.ContentType = "application/json";
                using (var body = new MemoryStream())
                {
                    writeMetrics(body);
                    await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted).ConfigureAwait(false);
                }

                break;
            default:
                await RefuseAsync(context, 404, "Here are /healthz, /metrics, and two websockets (state: any path, pixels: /pixel).").ConfigureAwait(false);
                break;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
