// SPDX-License-Identifier: GPL-3.0-or-later
// A plug-in of clang 16 for clang-tidy: checks visit what is declared outside system headers and nothing else. The
// results are the same, as findings in system headers are dropped anyway; a unit over Qt takes a quarter of the time.
// Newer versions of clang-tidy do this by themselves; drop this file with them.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/FrontendPluginRegistry.h>
#include <memory>
#include <string>
#include <vector>

namespace {

class OwnSources final : public clang::ASTConsumer
{
public:
    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        const clang::SourceManager &sources = context.getSourceManager();
        std::vector<clang::Decl *> own;
        for (clang::Decl *declaration : context.getTranslationUnitDecl()->decls()) {
            if (!sources.isInSystemHeader(sources.getExpansionLoc(declaration->getLocation())))
                own.push_back(declaration);
        }
        context.setTraversalScope(own);
    }
};

/// Runs by itself, before the checks.
class VisitOwnSources final : public clang::PluginASTAction
{
protected:
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<OwnSources>();
    }
    bool ParseArgs(const clang::CompilerInstance &, const std::vector<std::string> &) override { return true; }
    ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<VisitOwnSources> registration("own-sources",
                                                                       "visit no declaration of a system header");

} // namespace
