using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Fathom.Client.Presentation;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Recording;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Recording;

/// <summary>The committed recording through decoder, presenter and renderer to pixels.</summary>
/// <remarks>What is expected is committed beside it. To make all of it anew: FATHOM_WRITE_FIXTURES=FOLDER and a run of this class.</remarks>
public sealed class RecordedStreamTests(ITestOutputHelper output)
{
    private const string Name = "balls.fathomrec";
    private const int Width = 160;
    private const int Height = 96;
    private const double Decibels = 48;

    private static readonly uint[] s_looked = [0, 14, 30];
    private static readonly string s_folder = MakeFixtures();

    [SkippableTheory]
    [InlineData("adaptive")]
    [InlineData("fixed")]
    [InlineData("latest")]
    public void The_presenter_decides_the_same_every_time(string policyName)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        PresenterPolicy policy = Enum.Parse<PresenterPolicy>(policyName, ignoreCase: true);
        string path = Path.Combine(s_folder, $"decisions-{policyName}.txt");

        List<string> first = Decide(policy);
        List<string> second = Decide(policy);
        if (ProcessEnvironment.Get("FATHOM_WRITE_FIXTURES") is not null)
        {
            File.WriteAllLines(path, first);
        }

        Assert.Equal(first, second);
        Assert.Equal(File.ReadAllLines(path), first);
        Assert.Contains("late 0", first);
        Assert.Contains("over_capacity 0", first);
    }

    [SkippableTheory]
    [InlineData(RenderPath.Blit)]
    [InlineData(RenderPath.Shader)]
    public void The_pixels_are_those_that_were_committed(RenderPath path)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var player = new RecordingPlayer(PresenterPolicy.Adaptive);
        using FileStream file = Open();
        var looked = new List<uint>();

        player.Play(RecordingReader.Open(file, Name), lease =>
        {
            uint sequence = lease.Info.Sequence;
            Assert.True(renderer.Draw(lease, DrawOptions.Default));
            renderer.SwapBuffers();
            if (s_looked.Contains(sequence))
            {
                looked.Add(sequence);
                Look(path, sequence, renderer.Capture());
            }
        });
        renderer.Finish();

        Assert.Equal(s_looked, looked);
    }

    [Fact]
    public void The_recording_is_small_and_says_what_it_is()
    {
        using FileStream file = Open();
        RecordingReader reader = RecordingReader.Open(file, Name);
        var kinds = new List<RecordKind>();
        while (reader.TryRead(out RecordedMessage message))
        {
            kinds.Add(message.Kind);
        }

        Assert.Equal(RecordingEnd.Complete, reader.End);
        Assert.Equal(GeneratedRecording.Count, kinds.Count(kind => kind == RecordKind.PixelWithView));
        Assert.Equal([RecordKind.Note, RecordKind.StateReceived], kinds.Take(2));
        Assert.InRange(file.Length, 1000, 200_000);
    }

    private static string MakeFixtures()
    {
        if (ProcessEnvironment.Get("FATHOM_WRITE_FIXTURES") is not { } folder)
        {
            return Path.Combine(AppContext.BaseDirectory, "Fixtures", "recording");
        }

        string full = Path.Combine(folder, "recording");
        Directory.CreateDirectory(full);
        GeneratedRecording.Write(Path.Combine(full, Name));
        return full;
    }

    private static FileStream Open() => File.OpenRead(Path.Combine(s_folder, Name));

    private static List<string> Decide(PresenterPolicy policy)
    {
        using var player = new RecordingPlayer(policy);
        using FileStream file = Open();
        player.Play(RecordingReader.Open(file, Name), static lease => lease.Release(LeaseRole.Renderer));
        return player.Decisions;
    }

    private void Look(RenderPath path, uint sequence, CapturedImage image)
    {
        string name = Path.Combine(s_folder, $"frame-{sequence}.rgba.gz");
        if (ProcessEnvironment.Get("FATHOM_WRITE_FIXTURES") is not null && path == RenderPath.Blit)
        {
            using FileStream made = File.Create(name);
            using var packed = new GZipStream(made, CompressionLevel.SmallestSize);
            packed.Write(image.Rgba);
        }

        using FileStream file = File.OpenRead(name);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var expected = new byte[Width * Height * 4];
        unpacked.ReadExactly(expected);
        byte[] rgb = [.. Enumerable.Range(0, Width * Height * 3).Select(i => expected[(i / 3 * 4) + (i % 3)])];
        (double decibels, double shift) = YuvReference.Compare(rgb, image.Rgba);
        output.WriteLine($"{path} {sequence}: {decibels:F1} dB, {shift:+0.000;-0.000}");
        Assert.True(decibels >= Decibels, $"{decibels:F1} dB");
    }
}
