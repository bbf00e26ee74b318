namespace Fathom.VolumeServer.Volumes;

/// <summary>One chunk of one array among all that share a cache.</summary>
/// <param name="Array">A number that no other open array has.</param>
/// <param name="Index">Place in the array's grid, C order.</param>
/// <param name="IsShardIndex">Not samples, but where the chunks of a shard lie.</param>
internal readonly record struct ChunkKey(int Array, long Index, bool IsShardIndex = false);
