using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;

namespace Fathom.Client.Recording.Serving;

/// <summary>What <c>fathom replay --serve</c> does: serves a recording until it is interrupted, or the time is up.</summary>
internal static class ReplayServing
{
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(2);

    /// <summary>Serves on the calling thread.</summary>
    public static void Run(RecordedFile file, ReplaySettings settings, int port, TimeSpan? duration, bool asJson, CommandContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Interrupt);
        using var server = new ReplayServer(file, settings, port, port == 0 ? 0 : port + 1, context.Time);
        Task running = server.RunAsync(stop.Token);
        if (asJson)
        {
            WriteReady(context.Output, server);
        }
        else
        {
            context.Error.WriteLine($"fathom: {file.Name} is served: fathom connect {server.StateUrl} --pixel-url {server.PixelUrl}");
        }

        WaitHandle.WaitAny([stop.Token.WaitHandle, ((IAsyncResult)running).AsyncWaitHandle], duration ?? Timeout.InfiniteTimeSpan);
        stop.Cancel();
        Task.WaitAny([running], s_end);
        if (running.Exception?.InnerException is { } error)
        {
            throw error;
        }
    }

    private static void WriteReady(Stream output, ReplayServer server)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("event", "ready");
            json.WriteString("state_url", server.StateUrl.ToString());
            json.WriteString("pixel_url", server.PixelUrl.ToString());
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        output.Flush();
    }
}
