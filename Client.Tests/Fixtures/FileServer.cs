using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Serves a folder over HTTP on loopback, and misbehaves when it is told to.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _requests = new();

    private FileServer(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    /// <summary>One request as it came.</summary>
    public sealed record Request(string Path, string Query, string Range, string Authorization, string Host);

    public string Address { get; private set; } = "";

    public ConcurrentQueue<Request> Seen { get; } = new();

    /// <summary>A status instead of the file: by path and how often it was asked for; 0 = none, -1 = cut the connection, 307 = go to localhost without the first folder.</summary>
    public Func<string, int, int> Fail { get; set; } = (_, _) => 0;

    /// <summary>Which requests are never answered.</summary>
    public Func<string, bool> Hold { get; set; } = _ => false;

    public bool KnowsRanges { get; set; } = true;

    /// <summary>So many bytes more than a chunk has.</summary>
    public int Swell { get; set; }

    public static async Task<FileServer> StartAsync(string folder)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new FileServer(app, folder);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        Seen.Enqueue(new Request(path, context.Request.QueryString.Value!, context.Request.Headers.Range.ToString(), context.Request.Headers.Authorization.ToString(), context.Request.Host.Value!));
        if (Hold(path))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _end.Token);
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        int status = Fail(path, _requests.AddOrUpdate(path, 1, (_, before) => before + 1));
        switch (status)
        {
            case -1:
                context.Abort();
                return;
            case 307:
                context.Response.StatusCode = status;
                context.Response.Headers.Location = $"http://localhost:{context.Request.Host.Port}/{path.TrimStart('/').Split('/', 2)[1]}";
                return;
            case > 0:
                context.Response.StatusCode = status;
                return;
        }

        string file = Path.Combine(_folder, path.TrimStart('/'));
        IResult answer = !File.Exists(file) ? Results.NotFound()
            : Swell > 0 && !Path.GetFileName(file).StartsWith('.') ? Results.Bytes(new byte[Swell])
            : Results.File(file, "application/octet-stream", enableRangeProcessing: KnowsRanges);
        await answer.ExecuteAsync(context);
    }
}
