namespace Fathom.Protocol.Messages;

/// <summary>Credentials inside the hello; the reference server never checks them.</summary>
/// <param name="Type">The scheme, for example <c>bearer</c>.</param>
/// <param name="Token">The secret, if the scheme has one.</param>
public sealed record HelloAuth(string Type, string? Token)
{
    /// <summary>Says that there is a token, never which.</summary>
    public override string ToString() => $"HelloAuth {{ Type = {Type}, Token = {(Token is null ? "none" : "hidden")} }}";
}
