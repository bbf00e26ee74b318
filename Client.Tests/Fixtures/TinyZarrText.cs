using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>The metadata of <see cref="TinyZarr"/>'s stores.</summary>
internal static class TinyZarrText
{
    private static readonly string[] s_shuffles = ["noshuffle", "shuffle", "bitshuffle"];

    public static string Version2(TinyZarrArray array)
    {
        string dtype = array.Type switch
        {
            "bool" => "|b1",
            "uint8" => "|u1",
            "int8" => "|i1",
            _ => $"{(array.IsBigEndian ? '>' : '<')}{array.Type[0]}{array.StoredBytes}",
        };
        return $$$"""
            {"zarr_format": 2, "shape": {{{List(array.Shape)}}}, "chunks": {{{List(array.Chunks)}}}, "dtype": "{{{dtype}}}", "order": "{{{(array.Order.IsEmpty ? "C" : "F")}}}",
             "fill_value": {{{array.Fill}}}, "filters": null, "compressor": {{{(array.Codecs.IsEmpty ? "null" : Codec2(array.Codecs.Single()))}}}, "dimension_separator": "{{{array.Separator}}}"}
            """;
    }

    public static string Version3(TinyZarrArray array)
    {
        string endian = array.IsBigEndian ? "big" : "little";
        string codecs = string.Join(", ", array.Codecs.Select(codec => Codec3(codec, array.StoredBytes)).Prepend($$$"""{"name": "bytes", "configuration": {"endian": "{{{endian}}}"}}"""));
        if (!array.Order.IsEmpty)
        {
            codecs = $$$"""{"name": "transpose", "configuration": {"order": {{{List(array.Order)}}}}}, {{{codecs}}}""";
        }

        if (!array.Inner.IsEmpty)
        {
            codecs = $$$"""
                {"name": "sharding_indexed", "configuration": {"chunk_shape": {{{List(array.Inner)}}}, "codecs": [{{{codecs}}}],
                 "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "crc32c"}], "index_location": "{{{(array.IndexAtStart ? "start" : "end")}}}"}}
                """;
        }

        string names = array.AxisNames.Length == 0 ? "" : $", \"dimension_names\": {array.AxisNames}";
        return $$$"""
            {"zarr_format": 3, "node_type": "array", "shape": {{{List(array.Shape)}}}, "data_type": "{{{array.Type}}}",
             "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": {{{List(array.Chunks)}}}}},
             "chunk_key_encoding": {"name": "{{{(array.HasOldKeys ? "v2" : "default")}}}", "configuration": {"separator": "{{{array.Separator}}}"}},
             "fill_value": {{{array.Fill}}}, "codecs": [{{{codecs}}}], "attributes": {} {{{names}}}}
            """;
    }

    private static string Codec2(string codec) => codec.Split(':') is ["blosc", string inner, string shuffle]
        ? $$$"""{"id": "blosc", "cname": "{{{inner}}}", "clevel": 5, "shuffle": {{{shuffle}}}, "blocksize": 0}"""
        : $$$"""{"id": "{{{codec}}}"}""";

    private static string Codec3(string codec, int elementBytes) => codec.Split(':') is ["blosc", string inner, string shuffle]
        ? $$$"""{"name": "blosc", "configuration": {"cname": "{{{inner}}}", "clevel": 5, "shuffle": "{{{s_shuffles[shuffle[0] - '0']}}}", "typesize": {{{elementBytes}}}, "blocksize": 0}}"""
        : $$$"""{"name": "{{{(codec is "lz4" or "zlib" ? "numcodecs." : "")}}}{{{codec}}}"}""";

    private static string List(ImmutableArray<int> numbers) => $"[{string.Join(", ", numbers)}]";
}
