using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class AnnexBUnitReaderTests
{
    // A delimiter, sets and an IDR of two slices; a picture of one slice; SEI and a picture of two; a picture without anything in front.
    private static readonly string[] s_avcUnits =
    [
        "00000001" + "0910" + "000001" + "6742c00a" + "00000001" + "68ce" + "000001" + "6588aaaa" + "000001" + "65238888",
        "00000001" + "419a1234",
        "000001" + "0605aa80" + "00000001" + "419abbbb" + "000001" + "41110203",
        "000001" + "41e00700ff",
    ];

    private static readonly string[] s_hevcUnits =
    [
        "00000001" + "4001aa" + "000001" + "4201bb" + "000001" + "4401cc" + "000001" + "2601af" + "000001" + "26012f",
        "00000001" + "0201d0",
        "000001" + "4e01aa80" + "000001" + "0201d011" + "000001" + "020150",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(4096)]
    public async Task Cuts_h264_wherever_the_pipe_breaks_it(int chunk)
    {
        Assert.Equal(s_avcUnits, await Read(string.Concat(s_avcUnits), VideoCodec.H264, chunk));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    public async Task Cuts_hevc_wherever_the_pipe_breaks_it(int chunk)
    {
        Assert.Equal(s_hevcUnits, await Read(string.Concat(s_hevcUnits), VideoCodec.Hevc, chunk));
    }

    [Fact]
    public async Task An_empty_stream_has_no_unit()
    {
        Assert.Empty(await Read(string.Empty, VideoCodec.H264, 16));
    }

    [Fact]
    public async Task A_stream_without_start_codes_is_refused_with_advice()
    {
        PipeReader input = PipeReader.Create(new MemoryStream(new byte[10000]), new StreamPipeReaderOptions(bufferSize: 512));
        var reader = new AnnexBUnitReader(input, VideoCodec.H264, maxUnitBytes: 2000);

        FathomException error = await Assert.ThrowsAsync<FathomException>(async () => await reader.MoveNextAsync());

        Assert.Equal(ExitCode.Rejected, error.ExitCode);
        Assert.Contains("2000", error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_codecs_have_no_start_codes()
    {
        Assert.Throws<ArgumentException>(() => new AnnexBUnitReader(PipeReader.Create(Stream.Null), VideoCodec.Av1));
    }

    private static async Task<List<string>> Read(string hex, VideoCodec codec, int chunk)
    {
        var pipe = new Pipe();
        byte[] bytes = Convert.FromHexString(hex);
        Task writing = WriteAsync(pipe.Writer, bytes, chunk);
        var reader = new AnnexBUnitReader(pipe.Reader, codec);
        var units = new List<string>();
        while (await reader.MoveNextAsync())
        {
            units.Add(Convert.ToHexStringLower(reader.Current.ToArray()));
        }

        await writing;
        return units;
    }

    private static async Task WriteAsync(PipeWriter output, byte[] bytes, int chunk)
    {
        foreach (byte[] part in bytes.Chunk(chunk))
        {
            await output.WriteAsync(part);
        }

        await output.CompleteAsync();
    }
}
