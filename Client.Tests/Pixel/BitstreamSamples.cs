using System;

namespace Fathom.Client.Tests.Pixel;

/// <summary>Parameter sets that encoders made of a 642×362 test picture (and one of 64×48), and what ffprobe says about them.</summary>
internal static class BitstreamSamples
{
    /// <summary>x264, high profile, level 3.1, full range BT.709, two frames of reordering.</summary>
    public static readonly byte[] AvcHigh = Convert.FromHexString("6764001facd940a42fe224c05b808080a000000300200000030281e30632c0");

    public static readonly byte[] AvcHighPicture = Convert.FromHexString("68ebe3cb22c0");

    /// <summary>x264, 10 bits.</summary>
    public static readonly byte[] AvcHigh10 = Convert.FromHexString("676e0016a6cd940a42fe224c0440000003004000000503c58b6580");

    /// <summary>x264, interlaced 4:4:4 with scaling lists and NAL HRD.</summary>
    public static readonly byte[] AvcInterlaced = Convert.FromHexString("67f40016919b28148c78f8cc044000000300400000051810003d090007a1392ca03e28532c");

    /// <summary>x264, zero latency, 4:4:4: promises no reordering.</summary>
    public static readonly byte[] AvcZeroLatency = Convert.FromHexString("67f40016919680a42fe3e7c044000003000400000300523c58ba80");

    /// <summary>A constrained baseline stream of 64×48.</summary>
    public static readonly byte[] AvcBaseline = Convert.FromHexString("6742c00ada11e840000003004000000f23c489a8");

    public static readonly byte[] HevcVideo = Convert.FromHexString("40010c01ffff01600000030090000003000003003f959409");

    /// <summary>x265, main profile, full range BT.709, two frames of reordering.</summary>
    public static readonly byte[] HevcMain = Convert.FromHexString("42010101600000030090000003000003003fa005120171c926595964932bc05b808080820000030002000003001410");

    public static readonly byte[] HevcPicture = Convert.FromHexString("4401c172b46240");

    /// <summary>x265, 4:2:2 10 bits, BT.2020, scaling lists, no reordering.</summary>
    public static readonly byte[] Hevc422 = Convert.FromHexString("4201010408000003009d0800000300003fb005120171c93b6592a49395e02d424402410000030001000003000a08");

    public static readonly byte[] HevcRecord = Convert.FromHexString(
        "0101600000009000000000003ff000fcfdf8f800000f03a00001001840010c01ffff01600000030090000003000003003f959409a10001002f42010101600000030090000003000003003fa005120171c926595964932bc05b808080820000030002000003001410a2000100074401c172b46240");

    public static readonly byte[] AvcRecord = Convert.FromHexString(
        "0164001fffe1001f6764001facd940a42fe224c05b808080a000000300200000030281e30632c001000668ebe3cb22c0fdf8f800");

    /// <summary>libaom, main profile, full range BT.709: temporal delimiter, sequence header, the beginning of a key frame.</summary>
    public static readonly byte[] Av1Main = Convert.FromHexString("12000a0e0000000cc5036936be44040406103205100085a004");

    /// <summary>libaom, 10 bits, nothing said about colour.</summary>
    public static readonly byte[] Av1TenBit = Convert.FromHexString("12000a0b0000000cc5036936be50103203100086");

    /// <summary>libaom, RGB in high profile.</summary>
    public static readonly byte[] Av1Rgb = Convert.FromHexString("12000a0d2000000cc5036936be48086801");

    public static readonly byte[] Av1Record = Convert.FromHexString("81010c000a0e0000000cc5036936be4404040610");
}
