using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Arrays;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class NpyFieldSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Types() =>
    [
        ["|u1", 1], ["|i1", 1], ["|b1", 1], ["<u2", 2], [">u2", 2], ["<i2", 2], [">i2", 2], ["<u4", 4], [">u4", 4], ["<i4", 4], [">i4", 4],
        ["<u8", 8], [">u8", 8], ["<i8", 8], [">i8", 8], ["<f2", 2], [">f2", 2], ["<f4", 4], [">f4", 4], ["<f8", 8], [">f8", 8],
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_and_order_gives_the_same_values_at_any_region(string description, int bytes)
    {
        int[] shape = [3, 4, 5];
        foreach (bool fortran in (bool[])[false, true])
        {
            for (int version = 1; version <= 3; version++)
            {
                string path = WriteRamp($"{description[1..]}{description[0] == '>'}{fortran}{version}.npy", description, bytes, shape, fortran, version);
                using IVolumeSource source = FieldSources.OpenArray(path, new FieldSideCar { Contrast = (0, 60) }, 1 << 20);

                Assert.Equal(ValuesAt(shape, [0, 0, 0], shape, [1, 1, 1]), Read(source, [0, 0, 0], shape, [1, 1, 1]));
                Assert.Equal(ValuesAt(shape, [1, 1, 2], [1, 3, 3], [1, 1, 1]), Read(source, [1, 1, 2], [1, 3, 3], [1, 1, 1]));
                Assert.Equal(ValuesAt(shape, [0, 1, 0], [3, 3, 5], [2, 2, 3]), Read(source, [0, 1, 0], [3, 3, 5], [2, 2, 3]));
                Assert.Equal(ValuesAt(shape, [0, 0, 4], [3, 4, 1], [1, 1, 1]), Read(source, [0, 0, 4], [3, 4, 1], [1, 1, 1]));
            }
        }
    }

    [Fact]
    public void A_side_car_names_axes_scale_units_and_contrast()
    {
        string path = TinyNpy.Write<byte>(
            _folder["a.npy"], "|u1", [2, 3, 4], new byte[24], """{"axes":"tyx","scale":[0.5,2,2],"unit":["second","micrometer","micrometer"],"contrast":[3,9],"colormap":"viridis","name":"speed"}""");

        using VolumeSet set = FieldSources.Open(path, new SourceOptions());

        VolumeInfo info = set.Images[0].Info;
        Assert.Equal("speed: t 2 × y 3 × x 4, uint8", info.Describe());
        Assert.Equal(new VolumeAxis("t", AxisKind.Time, 2, 0.5, "second"), info.Axes[0]);
        Assert.Equal((3.0, 9.0, "viridis", false), (info.ContrastLow, info.ContrastHigh, info.Colormap, info.ContrastIsEstimated));
        Assert.Single(info.Levels);
        Assert.Empty(info.Notes);
    }

    [Theory]
    [InlineData("""{"axes": [{}, {}, {}]}""")]
    [InlineData("""{"axes": [null, "y", "x"]}""")]
    [InlineData("""{"axes": [{"name": null}, {"name": "y"}, {"name": "x"}]}""")]
    [InlineData("[1, 2]")]
    public void A_side_car_that_makes_no_sense_is_refused_by_its_name(string text)
    {
        string path = TinyNpy.Write<byte>(_folder["odd.npy"], "|u1", [2, 3, 4], new byte[24], text);

        Assert.Contains("odd.npy.json", Assert.Throws<FathomException>(() => FieldSources.Open(path, new SourceOptions())).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_side_car_axes_are_guessed_and_it_says_so()
    {
        string path = TinyNpy.Write<ushort>(_folder["a.npy"], "<u2", [2, 3, 4], [.. Enumerable.Range(0, 24).Select(i => (ushort)i)]);

        using VolumeSet set = FieldSources.Open(path, new SourceOptions());

        Assert.Equal(["z", "y", "x"], set.Images[0].Info.Axes.Select(axis => axis.Name));
        Assert.True(set.Images[0].Info.ContrastIsEstimated);
        Assert.Contains(set.Notes, note => note.StartsWith("axes guessed", StringComparison.Ordinal));
        Assert.Contains(set.Notes, note => note.StartsWith("uncalibrated (1.0)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }", "type |O")]
    [InlineData("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2, 2), }", "type [('a', '<i4')]")]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2), }", "type <c8")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", "larger than any file")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (100000, 2), }", "needs 400128 bytes")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (-1, 2), }", "'shape' is not as NumPy")]
    [InlineData("{'descr': '<u2', 'shape': (1, 2), }", "is missing")]
    [InlineData("{'descr': '<u2', 'descr': '<u4', 'fortran_order': False, 'shape': (1, 2), }", "'descr' is not as NumPy")]
    [InlineData("{'descr': '<u2', 'fortran_order': __import__('os'), 'shape': (1, 2), }", "'fortran_order' is not as NumPy")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (1, 2), } or more", "after the dictionary")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (0, 2), }", "shape is (0, 2)")]
    [InlineData("{'descr': '<u2', 'fortran_order': False, 'shape': (4,), }", "shape is (4)")]
    public void What_is_no_array_of_numbers_is_refused_with_the_reason(string dictionary, string reason)
    {
        TinyNpy.Write(_folder["bad.npy"], TinyNpy.RawHeader(dictionary), new byte[8]);

        var error = Assert.Throws<FathomException>(() => FieldSources.Open(_folder["bad.npy"], new SourceOptions()));

        Assert.Contains(reason, error.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_headers_never_do_more_than_refuse()
    {
        byte[] good = [.. TinyNpy.Header("<u2", [2, 3]), .. new byte[12]];
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bad = [.. good];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(bad, 0, random.Next(4) == 0 ? random.Next(bad.Length) : bad.Length);
            try
            {
                NpyHeader.Read(stream, "mutated.npy");
            }
            catch (FathomException)
            {
                // Refused, which is one of the two right answers.
            }
        }
    }

    private static double[] Read(IVolumeSource source, int[] origin, int[] size, int[] stride)
    {
        var request = new RegionRequest(0, [.. origin], [.. size], [.. stride]);
        byte[] bytes = new byte[request.SampleCount * source.Info.BytesPerSample];
        Assert.Equal(RegionContent.Complete, source.Read(request, bytes, [], CancellationToken.None));
        double[] values = new double[request.SampleCount];
        Fathom.VolumeServer.Data.SampleValues.Read(source.Info.Sample, bytes, values);
        return values;
    }

    private static double[] ValuesAt(int[] shape, int[] origin, int[] size, int[] stride)
    {
        var values = new List<double>();
        for (int z = 0; z < size[0]; z += stride[0])
        {
            for (int y = 0; y < size[1]; y += stride[1])
            {
                for (int x = 0; x < size[2]; x += stride[2])
                {
                    values.Add((((((z + origin[0]) * shape[1]) + y + origin[1]) * shape[2]) + x + origin[2]) % 50);
                }
            }
        }

        return [.. values];
    }

    /// <summary>Sample number i (C order) has the value i mod 50, whatever the type and the order in the file.</summary>
    private string WriteRamp(string name, string description, int bytes, int[] shape, bool fortran, int version)
    {
        int count = shape.Aggregate(1, static (product, length) => product * length);
        byte[] data = new byte[count * bytes];
        for (int i = 0; i < count; i++)
        {
            int x = i % shape[2], y = i / shape[2] % shape[1], z = i / shape[2] / shape[1];
            int place = fortran ? z + (shape[0] * (y + (shape[1] * x))) : i;
            Span<byte> one = data.AsSpan(place * bytes, bytes);
            int value = i % 50;
            switch (description[1..])
            {
                case "f2": BinaryPrimitives.WriteHalfLittleEndian(one, (Half)value); break;
                case "f4": BinaryPrimitives.WriteSingleLittleEndian(one, value); break;
                case "f8": BinaryPrimitives.WriteDoubleLittleEndian(one, value); break;
                default: one[0] = (byte)value; break;
            }

            if (description[0] == '>')
            {
                one.Reverse();
            }
        }

        TinyNpy.Write(_folder[name], TinyNpy.Header(description, shape, fortran, version), data);
        return _folder[name];
    }
}
