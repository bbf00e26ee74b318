using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Scripts;
using Fathom.Client.Tests.Client;

namespace Fathom.Client.Tests.Plain;

/// <summary>A whole client without a window that does a script against a server, in this process, and its report.</summary>
internal sealed class PlainRun
{
    private PlainRun(JsonDocument report, ExitCause cause, FakeScreen screen)
    {
        Report = report.RootElement;
        Cause = cause;
        Shown = screen.Shown.Count;
    }

    public JsonElement Report { get; }

    public ExitCause Cause { get; }

    public int Shown { get; }

    public int Acks => Report.GetProperty("acks").GetInt32();

    public int Rejects => Report.GetProperty("rejects").GetInt32();

    public string[] ErrorCodes => [.. Report.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()!)];

    public int Dim(string axis) => Report.GetProperty("dims").GetProperty(axis).GetInt32();

    public JsonElement Layer => Report.GetProperty("layers").GetProperty("layer-0");

    /// <summary>Runs a script to its end, or to the end of a patience that no healthy machine needs.</summary>
    public static PlainRun Do(Uri state, Uri pixel, string[] script, CancellationToken interrupt = default)
    {
        using var screen = new FakeScreen();
        ScriptRunner? runner = null;
        var settings = new ClientSettings { StateUrl = state, PixelUrl = pixel, Headless = true, Duration = TimeSpan.FromSeconds(100) };
        using var host = new ClientHost(
            settings, screen, parts => runner = new ScriptRunner(ScriptFile.Parse(script, "test"), parts, null, null, endsRun: true, TimeProvider.System), null, TimeProvider.System, interrupt);
        host.Start();
        ExitCause cause = host.Run();
        host.Stop();
        using var output = new MemoryStream();
        (host.Report(cause, string.Empty, string.Empty, string.Empty, null) with { View = new ViewReport(host.State, runner!.Progress) }).Write(output, "test/1");
        return new PlainRun(JsonDocument.Parse(output.ToArray()), cause, screen);
    }

}
