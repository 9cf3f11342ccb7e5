// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/configband.h"

#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

ConfigBand::ConfigBand(QWidget *parent)
    : QWidget(parent)
    , m_first(new QLabel(this))
    , m_rest(new QLabel(this))
    , m_others(new QLabel(this))
    , m_details(new QPushButton(tr("Details"), this))
    , m_open(new QPushButton(tr("Open the file"), this))
    , m_close(new QPushButton(this))
{
    setObjectName(u"configBand"_s);
    auto *glyph = new GlyphLabel(this);
    glyph->setWord(u"warning"_s);
    m_first->setObjectName(u"configMistake"_s);
    m_others->setObjectName(u"configMistakes"_s);
    m_details->setObjectName(u"configDetails"_s);
    m_details->setCheckable(true);
    m_close->setObjectName(u"configClose"_s);
    m_close->setFlat(true);
    m_close->setToolTip(tr("Put away until the next mistake"));
    m_close->setAccessibleName(tr("Put away"));
    for (QLabel *label : { m_first, m_rest, m_others }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_others->hide();
    hide();

    const Theme *theme = Theme::instance();
    auto *words = new QVBoxLayout;
    words->setSpacing(theme->px(2));
    words->addWidget(m_first);
    words->addWidget(m_others);
    words->addWidget(m_rest);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(theme->px(12), theme->px(6), theme->px(8), theme->px(6));
    line->setSpacing(theme->px(8));
    line->addWidget(glyph, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    for (QPushButton *button : { m_details, m_open, m_close })
        line->addWidget(button, 0, Qt::AlignTop);

    connect(m_details, &QPushButton::toggled, m_others, &QWidget::setVisible);
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_file)); });
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(theme, &Theme::changed, this, &ConfigBand::readTheme);
    readTheme();
}

void ConfigBand::readTheme()
{
    QFont bold = Theme::instance()->uiFont();
    bold.setWeight(QFont::DemiBold);
    m_first->setFont(bold);
    m_close->setIcon(icon(u"close"_s));
    update();
}

void ConfigBand::setMistakes(const QString &file, const QStringList &mistakes)
{
    m_file = file;
    setVisible(!mistakes.isEmpty());
    if (mistakes.isEmpty())
        return;
    m_first->setText(mistakes.first());
    m_others->setText(mistakes.mid(1).join(u'\n'));
    m_details->setVisible(mistakes.size() > 1);
    m_others->setVisible(mistakes.size() > 1 && m_details->isChecked());
    const QString goesOn
        = tr("Stacks that were read before go on as they were; the file is read again when it is saved.");
    m_rest->setText(mistakes.size() == 1
                        ? goesOn
                        : tr("%n more mistakes.", nullptr, static_cast<int>(mistakes.size() - 1)) + u' ' + goesOn);
    setAccessibleName(m_first->text() + u' ' + m_rest->text());
}

void ConfigBand::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::instance()->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.warnTint);
    painter.fillRect(0, 0, width(), 1, tokens.warnMark);
    painter.fillRect(0, height() - 1, width(), 1, tokens.warnMark);
}

} // namespace ui
