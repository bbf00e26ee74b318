using System;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Processes;

/// <summary>What this machine can show, as the server's self-test finds it.</summary>
/// <param name="Width">Columns of the picture.</param>
/// <param name="Height">Rows of the picture.</param>
/// <param name="FramesPerSecond">Pictures a second.</param>
/// <param name="Reason">Why this size, in one sentence.</param>
internal sealed record SelfTest(int Width, int Height, double FramesPerSecond, string Reason)
{
    private const string ByHand = "Run 'fathom-server selftest' alone, or give --size and --fps to do without; 'fathom doctor' lists what is missing.";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs the test in a process of the server and waits for it.</summary>
    public static SelfTest Run(ProcessStartInfo program, CancellationToken interrupt)
    {
        foreach (string argument in (ReadOnlySpan<string>)["selftest", "--json", "--seconds", "1"])
        {
            program.ArgumentList.Add(argument);
        }

        program.RedirectStandardOutput = true;
        program.RedirectStandardError = true;
        using Process process = Process.Start(program)
            ?? throw new FathomException(ExitCode.MissingLibrary, $"Cannot start {program.FileName}.", "The system gave no process.", "Try again.");
        using CancellationTokenRegistration onInterrupt = interrupt.Register(static state => ((Process)state!).Kill(), process);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string said = string.Empty;
        string complained = string.Empty;
        Task all = Task.Run(
            async () =>
            {
                said = await output.ConfigureAwait(false);
                complained = await errors.ConfigureAwait(false);
            },
            CancellationToken.None);

        // Nothing else can begin before the size is known; the first thread waits because windows will live on it.
        if (!all.Wait((int)s_patience.TotalMilliseconds, interrupt) || !process.WaitForExit(s_patience))
        {
            process.Kill();
            throw Failure("It did not end in time.", ByHand, ExitCode.CannotConnect);
        }

        interrupt.ThrowIfCancellationRequested();
        return process.ExitCode == 0 && TryParse(said, out SelfTest? result)
            ? result!
            : throw Explain(complained, (ExitCode)process.ExitCode);
    }

    /// <summary>The error to show for what the test's process wrote to stderr; its own reason and remedy where it gave them.</summary>
    public static FathomException Explain(string complaint, ExitCode code)
    {
        string[] lines = complaint.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines is [.., var what, var why, var how] && why.StartsWith("why: ", StringComparison.Ordinal) && how.StartsWith("how: ", StringComparison.Ordinal)
            ? Failure($"{what} {why["why: ".Length..]}", how["how: ".Length..], code)
            : Failure(lines.Length > 0 ? string.Join(' ', lines) : $"Exit code {(int)code}.", ByHand, code);
    }

    /// <summary>Reads the test's report; false for any other text.</summary>
    public static bool TryParse(string text, out SelfTest? result)
    {
        result = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("width", out JsonElement width) && width.TryGetInt32(out int columns)
                && root.TryGetProperty("height", out JsonElement height) && height.TryGetInt32(out int rows)
                && root.TryGetProperty("fps", out JsonElement fps) && fps.TryGetDouble(out double rate))
            {
                string reason = root.TryGetProperty("reason", out JsonElement why) ? why.ToString() : string.Empty;
                result = new SelfTest(columns, rows, rate, reason);
            }
        }
        catch (JsonException)
        {
            // Not the report: the caller says what came instead.
        }

        return result is not null;
    }

    private static FathomException Failure(string why, string how, ExitCode code) => new(
        code is ExitCode.Ok ? ExitCode.Rejected : code,
        "The self-test of this machine failed.",
        why,
        how);
}
