// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/checklist.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/theme.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::StringLiterals;
using connections::Step;

namespace ui {

namespace {

enum Column { GlyphColumn, NameColumn, SaysColumn };

Glyph glyphOf(Step::State state)
{
    switch (state) {
    case Step::State::Waiting:
    case Step::State::Skipped:
        return { Shape::Dot, Tone::Idle, false };
    case Step::State::Asking:
        return { Shape::Triangle, Tone::Run, true };
    case Step::State::Fine:
        return { Shape::Tick, Tone::Ok, false };
    case Step::State::Doubtful:
        return { Shape::TriangleBang, Tone::Warn, false };
    case Step::State::Failed:
        return { Shape::OctagonCross, Tone::Fail, true };
    }
    Q_UNREACHABLE();
}

QString wordsOf(const Step &step)
{
    switch (step.state) {
    case Step::State::Waiting:
        return {};
    case Step::State::Asking:
        return CheckList::tr("asking…");
    case Step::State::Skipped:
        return CheckList::tr("not asked");
    default:
        return step.says;
    }
}

QLabel *label(const QString &text, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setFont(Theme::instance()->tableFont());
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

/// The ground of a row that says something bad; its labels lie on it.
QWidget *ground(const QColor &colour, QWidget *parent)
{
    auto *made = new QWidget(parent);
    QPalette palette = made->palette();
    palette.setColor(QPalette::Window, colour);
    made->setPalette(palette);
    made->setAutoFillBackground(true);
    return made;
}

} // namespace

CheckList::CheckList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"checkList"_s);
    connect(Theme::instance(), &Theme::changed, this, &CheckList::rebuild);
    rebuild();
}

void CheckList::setHint(const QString &sentence)
{
    m_hint = sentence;
    rebuild();
}

void CheckList::setCheck(connections::Check *check)
{
    if (m_check)
        m_check->disconnect(this);
    m_check = check;
    if (check)
        connect(check, &connections::Check::changed, this, &CheckList::rebuild);
    rebuild();
}

QString CheckList::text() const
{
    QStringList lines;
    if (m_check) {
        for (const Step &step : m_check->steps())
            lines << u"%1: %2"_s.arg(connections::nameOf(step.what), wordsOf(step));
    }
    return lines.join(u'\n');
}

void CheckList::rebuild()
{
    // The few rows are made anew: a check has as many changes as steps.
    delete layout();
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    const Theme *theme = Theme::instance();
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme->px(8));
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(SaysColumn, 1);
    setAccessibleName(text());
    if (!m_check) {
        QLabel *hint = label(m_hint, this);
        hint->setWordWrap(true);
        hint->setForegroundRole(QPalette::PlaceholderText);
        hint->setContentsMargins(theme->px(10), theme->px(6), theme->px(10), theme->px(6));
        grid->addWidget(hint, 0, 0, 1, 3);
        grid->setRowStretch(1, 1);
        return;
    }
    const int pad = theme->px(4);
    int row = 0;
    for (const Step &step : m_check->steps()) {
        if (step.state == Step::State::Failed || step.state == Step::State::Doubtful) {
            const bool failed = step.state == Step::State::Failed;
            grid->addWidget(ground(failed ? theme->tokens().failTint : theme->tokens().warnTint, this), row, 0, 1, 3);
        }
        auto *glyph = new GlyphLabel(this);
        glyph->setGlyph(glyphOf(step.state));
        auto *mark = new QHBoxLayout;
        mark->setContentsMargins(theme->px(10), pad, 0, pad);
        mark->addWidget(glyph);
        grid->addLayout(mark, row, GlyphColumn, Qt::AlignTop);
        QLabel *name = label(connections::nameOf(step.what), this);
        QFont bold = name->font();
        bold.setWeight(QFont::DemiBold);
        name->setFont(bold);
        name->setMinimumWidth(theme->px(66));
        name->setContentsMargins(0, pad, 0, pad);
        grid->addWidget(name, row, NameColumn, Qt::AlignTop);
        QLabel *says = label(wordsOf(step), this);
        says->setWordWrap(true);
        says->setContentsMargins(0, pad, theme->px(10), pad);
        grid->addWidget(says, row, SaysColumn);
        ++row;
    }
    grid->setRowStretch(row, 1);
}

} // namespace ui
