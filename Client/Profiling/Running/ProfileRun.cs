using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Client.Processes;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Profiling.Running;

/// <summary>A profile from the first connection to the finished session.</summary>
/// <remarks>Threads: the process's first, as a run of the client.</remarks>
internal sealed class ProfileRun : IRunAttachment
{
    private readonly ProfilePlan _plan;
    private readonly ClientSettings _settings;
    private readonly ChildServer? _server;
    private readonly CommandContext _context;
    private readonly SessionRecorder _recorder;
    private readonly ProgressLine _progress;

    /// <summary>Creates a run.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="settings">Where, and with which client.</param>
    /// <param name="server">A server that was started for it, which is ready; null for one that runs elsewhere.</param>
    /// <param name="context">The process around.</param>
    public ProfileRun(ProfilePlan plan, ClientSettings settings, ChildServer? server, CommandContext context)
    {
        _plan = plan;
        _settings = settings;
        _server = server;
        _context = context;
        _recorder = new SessionRecorder(context.Time);
        _progress = new ProgressLine(context.Error, context.Time, isTerminal: !Console.IsErrorRedirected);
    }

    /// <summary>Runs; the session has what was measured, also when that was interrupted.</summary>
    public (ProfileSession Session, ClientReport Report) Run(SessionFacts facts)
    {
        ClientReport report = _plan.Scenario.ConnectsAnew ? ConnectAgainAndAgain() : ClientRun.Run(_settings, _server, _context, this);
        _progress.Close();
        SessionFacts complete = facts with { ExitReason = report.ExitReason, Configuration = [.. facts.Configuration, .. Configuration(report)] };
        return (_recorder.Build(complete, _settings.Clock.History is { Count: > 0 } history ? history.At : null), report);
    }

    /// <inheritdoc/>
    public IUserInput Attach(InputParts parts, IUserInput input, AxisPlayer? player) => _plan.Scenario.ConnectsAnew
        ? new FirstPictureRunner(_recorder, parts, input, _context.Time)
        : new ScenarioRunner(_plan, _recorder, _progress, parts, input, player, _context.Time);

    /// <summary>Each connection finds the server as it is; the first one, which finds it cold, is the warm-up.</summary>
    private ClientReport ConnectAgainAndAgain()
    {
        ClientReport report = Connect(phase: 0, _plan.Whole);
        for (int repeat = 1; repeat <= _plan.Repeats && report.ExitCode == ExitCode.Ok; repeat++)
        {
            long start = _context.Time.GetTimestamp();
            _recorder.BeginPhase(repeat, start);
            do
            {
                TimeSpan left = _plan.Duration - _context.Time.GetElapsedTime(start) + (_plan.Duration * (_plan.Repeats - repeat));
                report = Connect(repeat, left);
            }
            while (report.ExitCode == ExitCode.Ok && _context.Time.GetElapsedTime(start) < _plan.Duration);
            _recorder.EndPhase(_context.Time.GetTimestamp());
        }

        return report;
    }

    private ClientReport Connect(int phase, TimeSpan left)
    {
        _progress.Show(phase == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"{_plan.Scenario.Name}, run {phase} of {_plan.Repeats}"), _recorder.IntentCount, left);
        return ClientRun.Run(_settings with { FailFast = true }, _server, _context, this);
    }

    private List<KeyValuePair<string, string>> Configuration(ClientReport report) =>
    [
        Pair("picture", $"{report.Width}×{report.Height} at {report.FpsAdvertised:0.##} a second"),
        Pair("window", $"{_settings.Width}×{_settings.Height}{(_settings.Headless ? " in memory" : string.Empty)}"),
        Pair("presenter", $"{_settings.Presenter.Policy.ToString().ToLowerInvariant()}, at most {_settings.Presenter.LatencyCap * 1000:0} ms"),
        Pair("decoder", $"{report.Decoder}"),
        Pair("drawing", $"{report.Path}"),
        Pair("GL", $"{report.Gl}"),
        Pair("FFmpeg", $"{report.Ffmpeg}"),
        Pair("length", $"warm-up {_plan.Warmup.TotalSeconds:0.##} s, {_plan.Repeats} × {_plan.Duration.TotalSeconds:0.##} s"),
        Pair("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores"),
        Pair("fathom", $"{ProductVersion.Text}, {RuntimeInformation.FrameworkDescription}"),
        Pair("started server", $"{(_server is null ? "no" : "yes")}"),
    ];

    private static KeyValuePair<string, string> Pair(string name, FormattableString value) => new(name, FormattableString.Invariant(value));
}
