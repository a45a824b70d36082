using System.IO.Enumeration;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>Patterns of names in which <c>*</c> is anything and <c>?</c> one character.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
