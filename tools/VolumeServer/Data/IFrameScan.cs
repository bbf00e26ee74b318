using System;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Samples frame by frame, past every cache of pictures: what looks at everything once must not push out what is looked at often.</summary>
internal interface IFrameScan
{
    int FrameCount { get; }

    int SamplesPerFrame { get; }

    SampleType Sample { get; }

    /// <summary>Reads whole frames in any order of the samples within; <paramref name="present"/> as in <see cref="IVolumeSource.Read"/>.</summary>
    RegionContent Read(int firstFrame, int frames, Span<byte> destination, Span<byte> present, CancellationToken cancel);
}
