namespace KubeDaq.Sandbox.Identity.Tokens;

/// <summary>Says whose a bearer token is.</summary>
internal interface ITokenJudge
{
    /// <summary>Judges it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="audiences">For whom it must be, one of them at least; empty for the API server.</param>
    ValueTask<TokenVerdict> JudgeAsync(string token, IReadOnlyList<string> audiences);
}
