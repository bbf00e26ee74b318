using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Recording;
using Fathom.Client.Tests.EndToEnd;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Recording;
using Xunit;

namespace Fathom.Client.Tests.Recording;

/// <summary>A program that is killed while it records.</summary>
public sealed class KilledRecordingTests : IDisposable
{
    private const int Enough = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task What_it_had_written_can_be_read()
    {
        string path = _folder["killed.fathom"];
        using Programs.RunningProgram demo = Programs.Start(
            "fathom", ["demo", "--headless", "--seconds", "600", "--size", "320x180", "--fps", "10", "--record", path, "-o", _folder["f.png"]]);
        using var patience = new CancellationTokenSource(Programs.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (Frames(path) < Enough)
        {
            if (demo.Said.Contains("why:", StringComparison.Ordinal))
            {
                Programs.Outcome outcome = await demo.EndAsync();
                Programs.SkipIfLacking(outcome);
                Assert.Fail(outcome.Error);
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }

        demo.Kill();

        using RecordedFile file = RecordedFile.Open(path);
        Assert.True(file.Frames >= Enough);
        Assert.True(file.End is RecordingEnd.Complete or RecordingEnd.Torn, file.End.ToString());
    }

    /// <summary>Frames in the file so far, also while it is written.</summary>
    private static int Frames(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length < 100)
        {
            return 0;
        }

        using RecordedFile file = RecordedFile.Open(path);
        return file.Frames;
    }
}
