using KubeDaq.Api.Meta;

namespace KubeDaq.Operator.Governing;

/// <summary>Asks the API server's authorizers who may use what.</summary>
internal interface IUseReviews
{
    /// <summary>Whether a service account has the verb "use" on cards in its namespace.</summary>
    /// <param name="account">The account.</param>
    /// <param name="card">The card; null asks for every one.</param>
    /// <param name="stop">Ends the question.</param>
    Task<bool> MayUseCardAsync(ObjectName account, string? card, CancellationToken stop);
}
