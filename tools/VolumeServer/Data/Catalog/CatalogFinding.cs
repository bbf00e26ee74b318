namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>What is wrong or doubtful in a catalogue.</summary>
/// <param name="IsError">It cannot be served like that; otherwise it is served and people are told.</param>
/// <param name="Message">One sentence that names the place.</param>
internal readonly record struct CatalogFinding(bool IsError, string Message);
