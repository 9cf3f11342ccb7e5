// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/dryrunview.h"

#include "models/core/errortext.h"
#include "ui/common/glyphlabel.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

DryRunView::DryRunView(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new GlyphLabel(this))
    , m_sentence(new QLabel(this))
    , m_more(new QLabel(this))
{
    setObjectName(u"dryRun"_s);
    m_sentence->setObjectName(u"dryRunSentence"_s);
    m_more->setObjectName(u"dryRunMore"_s);
    for (QLabel *label : { m_sentence, m_more }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_more->setForegroundRole(QPalette::PlaceholderText);
    const Theme *theme = Theme::instance();
    auto *words = new QVBoxLayout;
    words->setSpacing(theme->px(2));
    words->addWidget(m_sentence);
    words->addWidget(m_more);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(8));
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    setNotAsked();
}

void DryRunView::setNotAsked()
{
    say({}, tr("The scheduler was not asked about this job yet."), tr("A dry run starts nothing."));
}

void DryRunView::setAsking()
{
    say({}, tr("Asking Aurora…"), {});
}

void DryRunView::setAnswer(const aurora::TaskConfig &asked, const core::Result<aurora::TaskConfig> &answer)
{
    if (!answer) {
        const core::ErrorText text = core::errorText(answer.error(), tr("Aurora"));
        say(u"failure"_s, text.what, text.next);
        return;
    }
    QStringList filledIn;
    if (asked.tier.isEmpty() && !answer->tier.isEmpty())
        filledIn << tr("tier %1").arg(answer->tier);
    if (asked.production != answer->production && answer->production)
        filledIn << (*answer->production ? tr("production") : tr("no production"));
    for (const jobs::Change &change : jobs::difference(asked, *answer))
        filledIn << jobs::changeText(change);
    say(u"done"_s, tr("Aurora takes this job."),
        filledIn.isEmpty() ? tr("Nothing was started, and it changes nothing in it.")
                           : tr("Nothing was started. It fills in: %1.").arg(filledIn.join(u"; "_s)));
}

void DryRunView::say(const QString &glyph, const QString &sentence, const QString &more)
{
    m_glyph->setWord(glyph);
    m_glyph->setVisible(!glyph.isEmpty());
    m_sentence->setText(sentence);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleName(tr("Dry run: %1 %2").arg(sentence, more));
}

QString DryRunView::text() const
{
    return m_sentence->text() + u'\n' + m_more->text();
}

} // namespace ui
