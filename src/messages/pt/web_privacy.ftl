### Dados pessoais: entregá-los a quem pertencem, e apagá-los.

personal-title = Dados pessoais
personal-download = Baixar os dados
personal-erase = Apagar os dados…
personal-erased = Dados apagados:
personal-erase-title = Apagar os dados de { $name }
personal-erase-explained = Apaga-se para sempre quem é, o que escreveu, o que se escreveu nos seus chamados e os seus arquivos. O que se conta permanece, sem nome. Os backups anteriores ainda os contêm.
personal-cases = Chamados, que ficam sem textos
personal-texts = Textos
personal-files = Arquivos
personal-answers = Pesquisas respondidas
personal-accounts = Contas que terminam
personal-files-size = { $count } ({ $size })
personal-open = Primeiro é preciso resolver ou cancelar os chamados abertos:
personal-works-here = Trabalha na central: primeiro é preciso desativar o usuário.
personal-confirm = Para confirmar, digite o nome
personal-erase-now = Apagar para sempre
personal-erased-said = Dados apagados
