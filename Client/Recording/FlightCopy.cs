using System.Collections.Generic;

namespace Fathom.Client.Recording;

/// <summary>What a flight recorder remembered at one moment.</summary>
/// <param name="Ring">Messages of the last seconds.</param>
/// <param name="Baseline">Texts of the state channel from before, which say how things stood when they began.</param>
internal sealed record FlightCopy(MessageRing Ring, IReadOnlyList<byte[]> Baseline);
