// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/protectedjobs.h"

#include "models/core/tr.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace config {

namespace {

using core::tr;

} // namespace

bool isJobPattern(const QString &text)
{
    static const QRegularExpression whole(u"\\A[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\\z"_s);
    static const QRegularExpression beginning(u"\\A[A-Za-z0-9_.-]+(/([A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]*)?)?)?\\*\\z"_s);
    return whole.match(text).hasMatch() || beginning.match(text).hasMatch();
}

void readProtected(const Section::Entry &entry, StackConfig &stack, QList<Mistake> &mistakes)
{
    Section section(entry.value, entry.key, { u"pool"_s, u"jobs"_s }, entry.line, mistakes);
    section.text(u"pool"_s, tr("name of a pool"), tr("Write one word: mesos-fixed, or none."),
                 [&](const QString &text) {
                     stack.protectedPool = text == u"none" ? QString() : text;
                     return !text.contains(u' ');
                 });
    section.list(u"jobs"_s, tr("job"), tr("role/environment/name, or a beginning that ends in *"),
                 [&](const QString &text) {
                     stack.protectedJobs << text;
                     return isJobPattern(text);
                 });
}

} // namespace config
