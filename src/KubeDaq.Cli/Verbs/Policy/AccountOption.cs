using System.CommandLine;
using System.CommandLine.Parsing;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>The option <c>--as</c>, which names a service account.</summary>
internal static class AccountOption
{
    public static Option<ObjectName?> Make() => new("--as")
    {
        Description = "The service account that the pods run under, as in system:serviceaccount:np04:coldbox, instead of the one that they name.",
        HelpName = "account",
        CustomParser = Parse,
    };

    private static ObjectName? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (GrantSubject.AccountOf(text) is { } account)
            return account;
        result.AddError($"\"{text}\" is no service account; write system:serviceaccount:NAMESPACE:NAME, as pods run under service accounts alone");
        return null;
    }
}
