using System.CommandLine;
using System.CommandLine.Parsing;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Options that name a service account, as the API server does or as kubectl does: <c>namespace:name</c>.</summary>
internal static class AccountOption
{
    public static Option<ObjectName?> Make(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "account",
        Required = required,
        CustomParser = Parse,
    };

    private static ObjectName? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if ((GrantSubject.AccountOf(text) ?? GrantSubject.AccountOf($"system:serviceaccount:{text}")) is { } account)
            return account;
        result.AddError($"\"{text}\" is no service account; write system:serviceaccount:NAMESPACE:NAME or NAMESPACE:NAME, as pods run under service accounts alone");
        return null;
    }
}
