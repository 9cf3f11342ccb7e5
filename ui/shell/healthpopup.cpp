// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/healthpopup.h"

#include "models/core/format.h"
#include "ui/shell/layertext.h"
#include "ui/style/glyphs.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QLabel *label(const QString &text, const QFont &font, QPalette::ColorRole role = QPalette::WindowText)
{
    auto *made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setFont(font);
    made->setForegroundRole(role);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

QLabel *mark(stack::Layer::State state)
{
    const int side = Theme::instance()->px(14);
    const double ratio = qApp->devicePixelRatio();
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintGlyph(&painter, QRectF(0, 0, side, side), glyphFor(stateWord(state)));
    auto *made = new QLabel;
    made->setPixmap(pixmap);
    made->setAccessibleName(stateWord(state));
    made->setAlignment(Qt::AlignTop);
    return made;
}

QFont demiBold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

HealthPopup::HealthPopup(stack::Stack *stack, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_stack(stack)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"healthPopup"_s);
    setAccessibleName(tr("What each layer says"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    rebuild();
    connect(stack, &stack::Stack::layersChanged, this, &HealthPopup::rebuild);
    connect(stack->history(), &history::CapacityHistory::noticeChanged, this, &HealthPopup::rebuild);
}

void HealthPopup::rebuild()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        // Not deleted here: "Check again" may be the very click that brought us.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (!m_stack)
        return;
    const Theme *theme = Theme::instance();
    const core::TimePoint now = m_stack->clock().now();
    auto *body = new QWidget;
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme->px(8));
    grid->setVerticalSpacing(theme->px(4));
    grid->setColumnStretch(2, 1);
    int row = 0;
    grid->addWidget(label(tr("What each layer says"), theme->titleFont()), row++, 0, 1, 3);
    for (const stack::Layer &layer : m_stack->layers()) {
        grid->addWidget(mark(layer.state), row, 0, Qt::AlignTop);
        grid->addWidget(label(layer.name, demiBold(theme->uiFont())), row, 1, Qt::AlignTop);
        grid->addWidget(label(stateWord(layer.state) + u", "_s + chipWords(layer, now), theme->uiFont()), row++, 2);
        for (const QString &fact : layerFacts(layer, now))
            grid->addWidget(label(fact, theme->tableFont(), QPalette::PlaceholderText), row++, 2);
    }
    if (const QString notice = m_stack->history()->notice(); !notice.isEmpty()) {
        grid->addWidget(mark(stack::Layer::State::Slow), row, 0, Qt::AlignTop);
        grid->addWidget(label(tr("History"), demiBold(theme->uiFont())), row, 1, Qt::AlignTop);
        grid->addWidget(label(notice, theme->uiFont()), row++, 2);
    }
    const stack::Diagnosis diagnosis = m_stack->diagnosis();
    if (diagnosis.ill) {
        grid->addWidget(label(diagnosis.verdict, theme->verdictFont()), row++, 0, 1, 3);
        grid->addWidget(label(diagnosis.consequence, theme->uiFont()), row++, 0, 1, 3);
        for (const stack::Evidence &e : diagnosis.evidence) {
            grid->addWidget(mark(e.state), row, 0, Qt::AlignTop);
            grid->addWidget(label(e.layer, demiBold(theme->uiFont())), row, 1, Qt::AlignTop);
            grid->addWidget(label(tr("%1: %2. %3").arg(e.asked, e.answer, e.means), theme->tableFont()), row++, 2);
        }
        for (qsizetype i = 0; i < diagnosis.steps.size(); ++i)
            grid->addWidget(label(u"%1  %2"_s.arg(i + 1).arg(diagnosis.steps[i]), theme->uiFont()), row++, 1, 1, 2);
    }
    m_column->addWidget(body);

    auto *buttons = new QWidget;
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    auto *again = new QPushButton(icon(u"restart"_s), tr("Check again"));
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy as text"));
    line->addWidget(again);
    line->addWidget(copy);
    line->addStretch();
    m_column->addWidget(buttons);
    connect(again, &QPushButton::clicked, m_stack, &stack::Stack::refresh);
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(text()); });
    // Wrapped lines make the height depend on the width; adjustSize() guesses it far too large.
    setFixedWidth(theme->px(480));
    m_column->activate();
    setFixedHeight(m_column->totalHeightForWidth(width()));
}

QString HealthPopup::text() const
{
    QStringList lines;
    if (!m_stack)
        return {};
    const core::TimePoint now = m_stack->clock().now();
    lines += tr("%1, %2").arg(m_stack->name(), core::formatMoment(now));
    const stack::Diagnosis diagnosis = m_stack->diagnosis();
    if (diagnosis.ill)
        lines += { diagnosis.verdict, diagnosis.consequence };
    for (const stack::Layer &layer : m_stack->layers()) {
        lines += tr("%1: %2, %3").arg(layer.name, stateWord(layer.state), chipWords(layer, now));
        for (const QString &fact : layerFacts(layer, now))
            lines += u"  "_s + fact;
    }
    if (const QString notice = m_stack->history()->notice(); !notice.isEmpty())
        lines += tr("History: %1").arg(notice);
    for (const stack::Evidence &e : diagnosis.evidence)
        lines += tr("%1: asked %2; %3; %4").arg(e.layer, e.asked, e.answer, e.means);
    for (qsizetype i = 0; i < diagnosis.steps.size(); ++i)
        lines += u"%1. %2"_s.arg(i + 1).arg(diagnosis.steps[i]);
    return lines.join(u'\n');
}

} // namespace ui
