// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/seconddocument.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

namespace config {

namespace {

/// Hears where the first node of a document is; builds nothing.
class DocumentWatch final : public YAML::EventHandler
{
public:
    std::optional<int> line; ///< 1-based

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override { note(mark); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override { note(mark); }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t, const std::string &) override
    {
        note(mark);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t,
                         YAML::EmitterStyle::value) override
    {
        note(mark);
    }
    void OnSequenceEnd() override { }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override
    {
        note(mark);
    }
    void OnMapEnd() override { }

private:
    void note(const YAML::Mark &mark) { line = line.value_or(mark.line + 1); }
};

} // namespace

/// Not by YAML::LoadAll(): behind some damage it finds empty documents without end.
std::optional<int> lineOfSecondDocument(const std::string &text)
{
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    DocumentWatch first;
    DocumentWatch second;
    if (!parser.HandleNextDocument(first) || !parser.HandleNextDocument(second))
        return {};
    return second.line.value_or(0);
}

} // namespace config
